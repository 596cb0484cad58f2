//! Build steps.
