//! Lists and maps that hold nothing but such as themselves.

/// Declares a type around a list or map, for which an alias would never end: `newtype! { pub struct Tree(pub Vec<Tree>); }`.
macro_rules! newtype {
    ($(#[$about:meta])* pub struct $type:ident(pub $inner:ty);) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $type(pub $inner);

        impl $crate::runtime::Present for $type {}

        impl From<$inner> for $type {
            #[inline]
            fn from(inner: $inner) -> Self {
                Self(inner)
            }
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$inner as $crate::runtime::Deserialize>::deserialize(deserializer).map(Self)
            }
        }
    };
}

pub(crate) use newtype;
