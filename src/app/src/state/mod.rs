//! What the pages share: the course, the learner's progress, the lab, settings, notices.

pub(crate) mod content;
pub(crate) mod course;
pub(crate) mod desk;
pub(crate) mod judge;
pub(crate) mod keep;
pub(crate) mod lab;
pub(crate) mod notices;
pub(crate) mod progress;
pub(crate) mod settings;
pub(crate) mod work;
