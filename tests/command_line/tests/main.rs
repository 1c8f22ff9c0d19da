//! The generated programs as their users meet them: over real HTTP on loopback, in a shell, and in a terminal.

mod moments;
mod program;
mod readme;
mod tables;
mod terminal;
