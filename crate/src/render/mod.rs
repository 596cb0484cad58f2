//! A report for people: plain text, Markdown, and the static HTML tables.

pub mod html;
pub mod text;
