//! The generated programs as their users meet them: over real HTTP on loopback, in a shell, and in a terminal.

#[cfg(unix)]
mod authorization;
mod moments;
mod program;
mod readme;
#[cfg(unix)]
mod sign_in;
mod tables;
mod terminal;
