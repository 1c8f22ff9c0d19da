//! The program over real HTTP: words to a request, a response to what is printed and to the exit code.

mod output;
mod requests;
mod support;
mod words;
