//! Small drawings on a grid of 24, drawn with the text's colour. They are decoration: words or labels always stand beside them.

use yew::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Check,
    Cross,
    Chevron,
    Up,
    Down,
    Copy,
    Play,
    Stop,
    Hint,
    Reset,
    Key,
    Sun,
    Moon,
    Gear,
    Question,
    Warning,
    Plus,
    Minus,
}

impl Shape {
    fn path(self) -> &'static str {
        match self {
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Chevron => "M9 5l7 7-7 7",
            Self::Up => "M12 19V5M6 11l6-6 6 6",
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::Copy => "M9 9h10v11H9zM5 15V4h10",
            Self::Play => "M8 5.5v13l10.5-6.5z",
            Self::Stop => "M7 7h10v10H7z",
            Self::Hint => "M9.5 18h5M10.5 21h3M8.5 14.5a6 6 0 1 1 7 0c-.6.5-1 1.2-1 2v.5h-5v-.5c0-.8-.4-1.5-1-2z",
            Self::Reset => "M4 5v5h5M4.6 10A8 8 0 1 1 4 13",
            Self::Key => "M14.5 9.500a4 4 0 1 0-3.3 3.900l.8.8h2v2h2v2h3v-3l-4.8-4.8",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4"
            }
            Self::Moon => "M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z",
            Self::Gear => {
                "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0zM7 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0z"
            }
            Self::Question => "M9 9a3 3 0 1 1 4.2 2.800c-.8.4-1.2 1-1.2 1.900v.3M12 17.500v.01",
            Self::Warning => "M12 4l9 16H3zM12 10v4.500M12 17.300v.01",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
        }
    }
}

/// A drawing beside words.
pub(crate) fn icon(shape: Shape) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d={shape.path()} /></svg>
    }
}

/// The house's mark.
pub(crate) fn brand() -> Html {
    html! {
        <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect width="32" height="32" rx="7" fill="#1d5a6e" />
            <path d="M8 10h16M8 16h9M8 22h5" fill="none" stroke="#faf9f5" stroke-width="2.5" stroke-linecap="round" />
            <path d="M20.5 22.5 25 18" fill="none" stroke="#f0b35a" stroke-width="3" stroke-linecap="round" />
        </svg>
    }
}
