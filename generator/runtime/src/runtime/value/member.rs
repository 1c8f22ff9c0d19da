//! What a union is made from, and how its members are had.

/// Implements for a union of `union!` what the attributes of its members say, which are told there: `From`, the methods that
/// return a member, and what strings have to do with it.
macro_rules! member {
    (@from $type:ident $member:ident [] $held:ty) => {
        impl From<$held> for $type {
            #[inline]
            fn from(value: $held) -> Self {
                Self::$member(value)
            }
        }
    };
    (@from $type:ident $member:ident [[into $of:ty]] $held:ty) => {
        impl<T: Into<$of>, const N: usize> From<[T; N]> for $type {
            #[inline]
            fn from(items: [T; N]) -> Self {
                Self::$member(items.into_iter().map(Into::into).collect())
            }
        }

        impl<T: Into<$of>> From<Vec<T>> for $type {
            #[inline]
            fn from(items: Vec<T>) -> Self {
                Self::$member(items.into_iter().map(Into::into).collect())
            }
        }
    };
    (@from $type:ident $member:ident [[String]] $held:ty) => {
        impl<const N: usize> From<[&str; N]> for $type {
            #[inline]
            fn from(items: [&str; N]) -> Self {
                Self::$member(items.map(str::to_owned).into())
            }
        }

        $crate::runtime::member! { @exact $type $member String, $held }
    };
    (@from $type:ident $member:ident [[$of:ty]] $held:ty) => {
        $crate::runtime::member! { @exact $type $member $of, $held }
    };
    (@from $type:ident $member:ident [{Value}] $held:ty) => {
        impl From<$crate::runtime::Value> for $type {
            #[inline]
            fn from(value: $crate::runtime::Value) -> Self {
                $crate::runtime::of_value(value)
            }
        }

        $crate::runtime::member! { @pairs $type $member $crate::runtime::Value, $held }
    };
    (@from $type:ident $member:ident [{$of:ty}] $held:ty) => {
        $crate::runtime::member! { @pairs $type $member $of, $held }
    };
    (@pairs $type:ident $member:ident $of:ty, $held:ty) => {
        impl<K: Into<String>, V: Into<$of>, const N: usize> From<[(K, V); N]> for $type {
            #[inline]
            fn from(entries: [(K, V); N]) -> Self {
                Self::$member(entries.into())
            }
        }

        impl From<$held> for $type {
            #[inline]
            fn from(entries: $held) -> Self {
                Self::$member(entries)
            }
        }
    };
    (@exact $type:ident $member:ident $of:ty, $held:ty) => {
        impl<const N: usize> From<[$of; N]> for $type {
            #[inline]
            fn from(items: [$of; N]) -> Self {
                Self::$member(items.into())
            }
        }

        impl From<$held> for $type {
            #[inline]
            fn from(items: $held) -> Self {
                Self::$member(items)
            }
        }
    };
    (@from $type:ident $member:ident [$of:ty] $held:ty) => {
        impl From<$of> for $type {
            #[inline]
            fn from(value: $of) -> Self {
                Self::$member(Box::new(value))
            }
        }
    };

    // The methods of a member, inside of the union's `impl`.
    (@get $member:ident ($as:ident, copy) $held:ty) => {
        /// Returns the value where it is of this kind.
        #[inline]
        #[must_use]
        pub fn $as(&self) -> Option<$held> {
            match self {
                Self::$member(member) => Some(*member),
                _ => None,
            }
        }
    };
    (@get $member:ident ($as:ident, $into:ident) $held:ty) => {
        $crate::runtime::member! { @get $member $as -> &$held, $into -> $held, member => member }
    };
    (@get $member:ident ($as:ident, $into:ident, boxed $of:ty) $held:ty) => {
        $crate::runtime::member! { @get $member $as -> &$of, $into -> $of, member => *member }
    };
    (@get $member:ident ($as:ident, $into:ident, str) $held:ty) => {
        $crate::runtime::member! { @get $member $as -> &str, $into -> $held, member => member }
    };
    (@get $member:ident $as:ident -> $borrowed:ty, $into:ident -> $owned:ty, $value:ident => $taken:expr) => {
        /// Returns a reference to the value where it is of this kind.
        #[inline]
        #[must_use]
        pub fn $as(&self) -> Option<$borrowed> {
            match self {
                Self::$member(member) => Some(member),
                _ => None,
            }
        }

        /// Takes the value where it is of this kind.
        #[inline]
        #[must_use]
        pub fn $into(self) -> Option<$owned> {
            match self {
                Self::$member($value) => Some($taken),
                _ => None,
            }
        }
    };

    (@derive [] $type:ident $other:ident $members:tt $branches:expr) => {};
    (@derive [(FromStr, AsStr)] $type:ident $other:ident $members:tt $branches:expr) => {
        $crate::runtime::member! { @derive [(FromStr)] $type $other $members $branches }
        $crate::runtime::member! { @derive [(AsStr)] $type $other $members $branches }
    };
    (@derive [(FromStr)] $type:ident $other:ident $members:tt $branches:expr) => {
        /// The member that the string would be in JSON.
        impl From<String> for $type {
            fn from(text: String) -> Self {
                $crate::runtime::of_string(text, $branches)
            }
        }

        /// The member that the string would be in JSON.
        impl From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                text.to_owned().into()
            }
        }

        impl std::str::FromStr for $type {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }
    };
    (@derive [(AsStr)] $type:ident $other:ident [$($member:ident)*] $branches:expr) => {
        impl $type {
            /// Returns the string; nothing where the service has sent something else.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> Option<&str> {
                match self {
                    $(Self::$member(member) => member.as_str().into(),)*
                    Self::$other(value) => value.as_str(),
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self.as_str() {
                    Some(text) => f.pad(text),
                    None => $crate::runtime::show_union(self, f),
                }
            }
        }
    };
}

pub(crate) use member;
