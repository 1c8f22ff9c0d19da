//! What a struct of `object!` may derive: `Default`, `new` and setters, and what it may be made from.
//!
//! A number, a boolean, a date or a moment is taken as it is. Of a list every item is taken, and all else by `impl Into`.

/// The items of a list, each of which becomes one of its type.
#[allow(dead_code, reason = "not every API has lists of such items")]
pub(crate) fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

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

    (New $type:ident $fields:tt) => {
        impl $type {
            /// Creates a value with everything left out that may be.
            #[inline]
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        }
    };
    (@new $type:ident [$($argument:ident: $taken:ty),*] {$(
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
        impl $type {
            /// Creates a value from its required fields.
            #[allow(
                clippy::too_many_arguments,
                clippy::fn_params_excessive_bools,
                reason = "the API requires them"
            )]
            #[inline]
            #[must_use]
            pub fn new($($argument: $taken),*) -> Self {
                Self {$(
                    $field: $crate::runtime::derive! {
                        @start $field
                        [$($(constant $constant)?)? $(required $required)? $(required $required_number)? $(flatten $rest)?]
                        [$($setters)?] $outer $(<$of>)?
                    },
                )*}
            }
        }
    };

    // What a field holds that `new` has made: nothing, its constant, or what its argument becomes.
    (@start $field:ident [constant $constant:tt] $setters:tt $($of:tt)*) => { $crate::runtime::Constant::value($constant) };
    (@start $field:ident [flatten $rest:tt] $setters:tt $($of:tt)*) => { $crate::runtime::Map::new() };
    (@start $field:ident [] $setters:tt Option <$of:ty>) => { None };
    (@start $field:ident [] $setters:tt Maybe <$of:ty>) => { $crate::runtime::Maybe::Absent };
    (@start $field:ident [] $setters:tt bool) => { $field };
    (@start $field:ident [] $setters:tt i32) => { $field };
    (@start $field:ident [] $setters:tt i64) => { $field };
    (@start $field:ident [] $setters:tt u64) => { $field };
    (@start $field:ident [] $setters:tt f64) => { $field };
    (@start $field:ident [] $setters:tt Vec <$of:ty>) => { $crate::runtime::list($field) };
    (@start $field:ident [] $setters:tt Box <$of:ty>) => { Box::new($field.into()) };
    (@start $field:ident [] [(items)] $list:tt) => { $crate::runtime::list($field) };
    (@start $field:ident $attributes:tt $setters:tt $($of:tt)*) => { $field.into() };

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
    (@setter $docs:tt $field:ident $name:ident [skip] $($of:tt)*) => {};
    (@setter $docs:tt $field:ident $name:ident [$($how:tt)*] [] Option $($of:tt)*) => {
        $crate::runtime::derive! { @set $docs $field $name (Some) [$($how)*] $($of)* }
    };
    (@setter $docs:tt $field:ident $name:ident [null = $null:ident $(, $($how:tt)*)?] [] Maybe $($of:tt)*) => {
        $crate::runtime::derive! { @set $docs $field $name ($crate::runtime::Maybe::Value) [$($($how)*)?] $($of)* }

        $crate::runtime::derive! { @null $docs $field $null }
    };
    (@setter { $($docs:tt)* } $field:ident $name:ident [] [flatten $rest:tt] Map <$of:ty>) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: impl Into<$crate::runtime::Map<$of>>) -> Self {
            self.$field = $field.into();
            self
        }
    };
    // A field that has to be there has none.
    (@setter $($other:tt)*) => {};
    (@null { $($docs:tt)* } $field:ident $null:ident) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $null(mut self) -> Self {
            self.$field = $crate::runtime::Maybe::Null;
            self
        }
    };

    // The two `>` of a list or a box come apart, and `>>` is another token.
    (@set $docs:tt $field:ident $name:ident $some:tt [] <bool>) => { $crate::runtime::derive! { @plain $docs $field $name $some bool } };
    (@set $docs:tt $field:ident $name:ident $some:tt [] <i32>) => { $crate::runtime::derive! { @plain $docs $field $name $some i32 } };
    (@set $docs:tt $field:ident $name:ident $some:tt [] <i64>) => { $crate::runtime::derive! { @plain $docs $field $name $some i64 } };
    (@set $docs:tt $field:ident $name:ident $some:tt [] <u64>) => { $crate::runtime::derive! { @plain $docs $field $name $some u64 } };
    (@set $docs:tt $field:ident $name:ident $some:tt [] <f64>) => { $crate::runtime::derive! { @plain $docs $field $name $some f64 } };
    (@set $docs:tt $field:ident $name:ident $some:tt [] <Date>) => { $crate::runtime::derive! { @plain $docs $field $name $some Date } };
    (@set $docs:tt $field:ident $name:ident $some:tt [] <DateTime>) => { $crate::runtime::derive! { @plain $docs $field $name $some DateTime } };
    (@set $docs:tt $field:ident $name:ident $some:tt [] <Uuid>) => { $crate::runtime::derive! { @plain $docs $field $name $some Uuid } };
    (@set $docs:tt $field:ident $name:ident $some:tt [plain] <$of:ty>) => { $crate::runtime::derive! { @plain $docs $field $name $some $of } };
    (@set $docs:tt $field:ident $name:ident $some:tt [] <Vec<$of:ty> >) => { $crate::runtime::derive! { @items $docs $field $name $some $of } };
    (@set $docs:tt $field:ident $name:ident $some:tt [items($of:ty)] <$list:ty>) => { $crate::runtime::derive! { @items $docs $field $name $some $of } };
    (@set $docs:tt $field:ident $name:ident $some:tt [into] <Vec<$of:ty> >) => { $crate::runtime::derive! { @into_items $docs $field $name $some $of } };
    (@set $docs:tt $field:ident $name:ident $some:tt [into($of:ty)] <$list:ty>) => { $crate::runtime::derive! { @into_items $docs $field $name $some $of } };
    (@set { $($docs:tt)* } $field:ident $name:ident ($some:path) [] <Box<$of:ty> >) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: impl Into<$of>) -> Self {
            self.$field = $some(Box::new($field.into()));
            self
        }
    };
    (@set { $($docs:tt)* } $field:ident $name:ident ($some:path) [] <$of:ty>) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: impl Into<$of>) -> Self {
            self.$field = $some($field.into());
            self
        }
    };
    (@plain { $($docs:tt)* } $field:ident $name:ident ($some:path) $of:ty) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: $of) -> Self {
            self.$field = $some($field);
            self
        }
    };
    (@items { $($docs:tt)* } $field:ident $name:ident ($some:path) $of:ty) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: impl IntoIterator<Item = $of>) -> Self {
            self.$field = $some($field.into_iter().collect());
            self
        }
    };
    (@into_items { $($docs:tt)* } $field:ident $name:ident ($some:path) $of:ty) => {
        $($docs)*
        #[inline]
        #[must_use]
        pub fn $name(mut self, $field: impl IntoIterator<Item = impl Into<$of>>) -> Self {
            self.$field = $some($crate::runtime::list($field));
            self
        }
    };

    // What a struct is made from whose `new` takes one value.
    (@from $type:ident into $of:ty) => {
        impl<T: Into<$of>> From<T> for $type {
            #[inline]
            fn from(value: T) -> Self {
                Self::new(value)
            }
        }
    };
    (@from $type:ident [into $of:ty]) => {
        impl<T: Into<$of>, const N: usize> From<[T; N]> for $type {
            #[inline]
            fn from(items: [T; N]) -> Self {
                Self::new(items)
            }
        }

        impl<T: Into<$of>> From<Vec<T>> for $type {
            #[inline]
            fn from(items: Vec<T>) -> Self {
                Self::new(items)
            }
        }
    };
    (@from $type:ident [$of:ty]) => {
        impl<const N: usize> From<[$of; N]> for $type {
            #[inline]
            fn from(items: [$of; N]) -> Self {
                Self::new(items)
            }
        }

        impl From<Vec<$of>> for $type {
            #[inline]
            fn from(items: Vec<$of>) -> Self {
                Self::new(items)
            }
        }
    };
    (@from $type:ident $of:ty) => {
        impl From<$of> for $type {
            #[inline]
            fn from(value: $of) -> Self {
                Self::new(value)
            }
        }
    };
}

#[allow(unused_imports, reason = "an API may only read its objects")]
pub(crate) use derive;
