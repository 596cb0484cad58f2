//! A report for people: plain text, Markdown, the static HTML, and the open data.

pub mod data;
pub mod html;
pub mod line;
pub mod support;
pub mod text;
