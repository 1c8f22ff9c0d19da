//! Time, chance and threads, as the platform has them.

pub(crate) mod deadline;
pub(crate) mod limits;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod native;
#[cfg(feature = "blocking")]
pub(crate) mod park;
#[cfg(target_arch = "wasm32")]
pub(crate) mod wasm;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use self::native::{BoxFuture, Elapsed, Instant, now, random, sleep, timeout_at};
#[cfg(target_arch = "wasm32")]
pub(crate) use self::wasm::{BoxFuture, Elapsed, Instant, now, random, sleep, timeout_at};
