//! What a struct of `object!` may derive: `Default`, `new`, and setters.

/// A constant of the description, as a field holds it.
#[allow(dead_code, reason = "not every API has constants")]
pub(crate) trait Constant<T> {
    /// Creates the value.
    fn value(self) -> T;
}

impl<T> Constant<T> for T {
    fn value(self) -> T {
        self
    }
}

impl Constant<String> for &str {
    fn value(self) -> String {
        self.to_owned()
    }
}

/// Derives one of them.
#[allow(unused_macros, reason = "an API may only read its objects")]
macro_rules! derive {
    (Default $type:ident {$(
        $(#[doc = $doc:literal])*
        $(#[deprecated = $deprecated:literal])?
        $(#[json(rename = $wire:literal)])?
        $(#[setters $setters:tt])?
        $(#[json(number_or_string)] $number:tt)?
        $(#[json(flatten)] $rest:tt)?
        $visibility:vis $field:ident: $outer:tt $(<$of:ty>)?
    ,)*}) => {
        impl Default for $type {
            #[inline]
            fn default() -> Self {
                <Self as $crate::runtime::Object>::of(Default::default())
            }
        }
    };
    (Default $type:ident {$(
        $(#[doc = $doc:literal])*
        $(#[deprecated = $deprecated:literal])?
        $(#[json($(rename = $wire:literal $(,)?)? $(constant = $constant:expr)?)])?
        $(#[setters $setters:tt])?
        $(#[json(required)] $required:tt)?
        $(#[json(number_or_string)] $number:tt)?
        $(#[json(required_number_or_string)] $required_number:tt)?
        $(#[json(flatten)] $rest:tt)?
        $visibility:vis $field:ident: $outer:tt $(<$of:ty>)?
    ,)*}) => {
        impl Default for $type {
            #[inline]
            fn default() -> Self {
                Self { $($field: $crate::runtime::derive!(@default $($($constant)?)?)),* }
            }
        }
    };
    (@default $constant:expr) => { $crate::runtime::Constant::value($constant) };
    (@default) => { Default::default() };

    // The fields that `new` takes are found one by one, so each of them, and of what is made of
    // them, is one token: long lists are copied at each step.
    (New $type:ident {$(
        $(#[doc = $doc:literal])*
        $(#[deprecated = $deprecated:literal])?
        $(#[json($(rename = $wire:literal $(,)?)? $(constant = $constant:expr)?)])?
        $(#[setters $setters:tt])?
        $(#[json(required)] $required:tt)?
        $(#[json(number_or_string)] $number:tt)?
        $(#[json(required_number_or_string)] $required_number:tt)?
        $(#[json(flatten)] $rest:tt)?
        $visibility:vis $field:ident: $outer:tt $(<$of:ty>)?
    ,)*}) => {
        $crate::runtime::derive! {
            @new $type [] []
            $({
                [$($(constant $constant)?)? $(required $required)? $(required $required_number)? $(flatten $rest)?]
                [$($setters)?] $field: $outer $(<$of>)?
            })*
        }
    };
    (@new $type:ident [$({ $($argument:tt)* })*] [$({ $($value:tt)* })*]) => {
        impl $type {
            /// Creates a value from its required fields.
            #[allow(
                clippy::too_many_arguments,
                clippy::fn_params_excessive_bools,
                reason = "the API requires them"
            )]
            #[inline]
            #[must_use]
            pub fn new($($($argument)*),*) -> Self {
                Self { $($($value)*),* }
            }
        }
    };
    (@new $type:ident $arguments:tt [$($value:tt)*] { [constant $constant:tt] $setters:tt $field:ident: $($of:tt)* } $($more:tt)*) => {
        $crate::runtime::derive! {
            @new $type $arguments [$($value)* { $field: $crate::runtime::Constant::value($constant) }] $($more)*
        }
    };
    (@new $type:ident $arguments:tt [$($value:tt)*] { [flatten $rest:tt] $setters:tt $field:ident: $($of:tt)* } $($more:tt)*) => {
        $crate::runtime::derive! {
            @new $type $arguments [$($value)* { $field: $crate::runtime::Map::new() }] $($more)*
        }
    };
    (@new $type:ident $arguments:tt [$($value:tt)*] { [] $setters:tt $field:ident: Option $($of:tt)* } $($more:tt)*) => {
        $crate::runtime::derive! { @new $type $arguments [$($value)* { $field: None }] $($more)* }
    };
    (@new $type:ident $arguments:tt [$($value:tt)*] { [] $setters:tt $field:ident: Maybe $($of:tt)* } $($more:tt)*) => {
        $crate::runtime::derive! {
            @new $type $arguments [$($value)* { $field: $crate::runtime::Maybe::Absent }] $($more)*
        }
    };
    (@new $type:ident [$($argument:tt)*] [$($value:tt)*] { [] [] $field:ident: String } $($more:tt)*) => {
        $crate::runtime::derive! {
            @new $type [$($argument)* { $field: impl Into<String> }] [$($value)* { $field: $field.into() }] $($more)*
        }
    };
    (@new $type:ident [$($argument:tt)*] [$($value:tt)*] { [] [] $field:ident: Bytes } $($more:tt)*) => {
        $crate::runtime::derive! {
            @new $type [$($argument)* { $field: impl Into<Bytes> }] [$($value)* { $field: $field.into() }] $($more)*
        }
    };
    (@new $type:ident [$($argument:tt)*] [$($value:tt)*] { [] [] $field:ident: Box<$of:ty> } $($more:tt)*) => {
        $crate::runtime::derive! {
            @new $type [$($argument)* { $field: impl Into<Box<$of>> }] [$($value)* { $field: $field.into() }] $($more)*
        }
    };
    (@new $type:ident [$($argument:tt)*] [$($value:tt)*] { [] [(into)] $field:ident: $of:ty } $($more:tt)*) => {
        $crate::runtime::derive! {
            @new $type [$($argument)* { $field: impl Into<$of> }] [$($value)* { $field: $field.into() }] $($more)*
        }
    };
    (@new $type:ident [$($argument:tt)*] [$($value:tt)*] { $attributes:tt $setters:tt $field:ident: $($of:tt)* } $($more:tt)*) => {
        $crate::runtime::derive! { @new $type [$($argument)* { $field: $($of)* }] [$($value)* { $field }] $($more)* }
    };

    (Setters $type:ident {$(
        $(#[doc = $doc:literal])*
        $(#[deprecated = $deprecated:literal])?
        $(#[json($(rename = $wire:literal $(,)?)? $(constant = $constant:expr)?)])?
        $(#[setters($($setters:tt)*)])?
        $(#[json(required)] $required:tt)?
        $(#[json(number_or_string)] $number:tt)?
        $(#[json(required_number_or_string)] $required_number:tt)?
        $(#[json(flatten)] $rest:tt)?
        $visibility:vis $field:ident: $outer:tt $(<$of:tt $(<$inner:ty $(>>)?)? $(>)*)?
    ,)*}) => {
        impl $type {$(
            $crate::runtime::derive! {
                @setter { $(#[doc = $doc])* $(#[deprecated = $deprecated])? } $field $field
                [$($($setters)*)?] [$(required $required)? $(required $required_number)? $(flatten $rest)?]
                $outer $(<$of $(<$inner>)?>)?
            }
        )*}
    };
    (@setter $docs:tt $field:ident $name:ident [rename = $other:ident $(, $($more:tt)*)?] $($of:tt)*) => {
        $crate::runtime::derive! { @setter $docs $field $other [$($($more)*)?] $($of)* }
    };
    (@setter $docs:tt $field:ident $name:ident [] [] Option <String>) => {
        $crate::runtime::derive! { @into $docs $field $name String }
    };
    (@setter $docs:tt $field:ident $name:ident [] [] Option <Bytes>) => {
        $crate::runtime::derive! { @into $docs $field $name Bytes }
    };
    // The two `>` come apart, and `>>` is another token.
    (@setter $docs:tt $field:ident $name:ident [] [] Option <Box<$of:ty> >) => {
        $crate::runtime::derive! { @into $docs $field $name Box<$of> }
    };
    (@setter $docs:tt $field:ident $name:ident [into] [] Option <$of:ty>) => {
        $crate::runtime::derive! { @into $docs $field $name $of }
    };
    (@setter { $($docs:tt)* } $field:ident $name:ident [] [] Option <$of:ty>) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: $of) -> Self {
            self.$field = Some($field);
            self
        }
    };
    (@setter { $($docs:tt)* } $field:ident $name:ident [null = $null:ident $(, $into:ident)?] [] Maybe <$($of:tt)*) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: $crate::runtime::derive!(@given [$($into)?] <$($of)*)) -> Self {
            self.$field = $crate::runtime::Maybe::Value($field.into());
            self
        }

        /// Sends `null` instead of a value.
        #[inline]
        #[must_use]
        pub fn $null(mut self) -> Self {
            self.$field = $crate::runtime::Maybe::Null;
            self
        }
    };
    (@setter { $($docs:tt)* } $field:ident $name:ident [] [flatten $rest:tt] Map <$of:ty>) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: $crate::runtime::Map<$of>) -> Self {
            self.$field = $field;
            self
        }
    };
    // A field that has to be there has none.
    (@setter $($other:tt)*) => {};
    (@into { $($docs:tt)* } $field:ident $name:ident $of:ty) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: impl Into<$of>) -> Self {
            self.$field = Some($field.into());
            self
        }
    };
    (@given [] <String>) => { impl Into<String> };
    (@given [] <Bytes>) => { impl Into<Bytes> };
    (@given [] <Box<$of:ty> >) => { impl Into<Box<$of>> };
    (@given [into] <$of:ty>) => { impl Into<$of> };
    (@given [] <$of:ty>) => { $of };
}

#[allow(unused_imports, reason = "an API may only read its objects")]
pub(crate) use derive;
