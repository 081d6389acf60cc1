//! Statements are prepared on both databases, and each is bound to a municipality.
