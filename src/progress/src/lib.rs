//! Events to state; compact form; merge of two devices.
