//! Options (`:set`), at vim's defaults but for those a lab pins.

use serde::{Deserialize, Serialize};

/// The options the engine knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// 'autoindent'
    pub autoindent: bool,
    /// 'smartindent'
    pub smartindent: bool,
    /// 'expandtab'
    pub expandtab: bool,
    /// 'tabstop'
    pub tabstop: usize,
    /// 'softtabstop'
    pub softtabstop: usize,
    /// 'shiftwidth'; 0 means 'tabstop'
    pub shiftwidth: usize,
    /// 'shiftround'
    pub shiftround: bool,
    /// 'smarttab'
    pub smarttab: bool,
    /// 'textwidth'
    pub textwidth: usize,
    /// 'ignorecase'
    pub ignorecase: bool,
    /// 'smartcase'
    pub smartcase: bool,
    /// 'wrapscan'
    pub wrapscan: bool,
    /// 'hlsearch'
    pub hlsearch: bool,
    /// 'incsearch'
    pub incsearch: bool,
    /// 'magic'
    pub magic: bool,
    /// 'gdefault'
    pub gdefault: bool,
    /// 'startofline'
    pub startofline: bool,
    /// 'joinspaces'
    pub joinspaces: bool,
    /// 'tildeop'
    pub tildeop: bool,
    /// 'number'
    pub number: bool,
    /// 'relativenumber'
    pub relativenumber: bool,
    /// 'list'
    pub list: bool,
    /// 'wrap'
    pub wrap: bool,
    /// 'cursorline'
    pub cursorline: bool,
    /// 'showcmd'
    pub showcmd: bool,
    /// 'ruler'
    pub ruler: bool,
    /// 'hidden'
    pub hidden: bool,
    /// 'modifiable'
    pub modifiable: bool,
    /// 'readonly'
    pub readonly: bool,
    /// 'scrolloff'
    pub scrolloff: usize,
    /// 'undolevels'
    pub undolevels: usize,
    /// 'whichwrap'
    pub whichwrap: String,
    /// 'nrformats'
    pub nrformats: String,
    /// 'backspace'
    pub backspace: String,
    /// 'virtualedit'
    pub virtualedit: String,
    /// 'selection'
    pub selection: String,
    /// 'matchpairs'
    pub matchpairs: String,
    /// 'foldmethod'
    pub foldmethod: String,
    /// 'foldlevel'
    pub foldlevel: usize,
    /// 'foldnestmax'
    pub foldnestmax: usize,
    /// 'foldminlines'
    pub foldminlines: usize,
    /// 'foldopen'
    pub foldopen: String,
    /// 'clipboard'
    pub clipboard: String,
    /// 'filetype'
    pub filetype: String,
    /// 'formatoptions'
    pub formatoptions: String,
    /// 'comments'
    pub comments: String,
    /// 'splitbelow'
    pub splitbelow: bool,
    /// 'splitright'
    pub splitright: bool,
    /// 'timeout'
    pub timeout: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            autoindent: false,
            smartindent: false,
            expandtab: true,
            tabstop: 8,
            softtabstop: 0,
            shiftwidth: 4,
            shiftround: false,
            smarttab: false,
            textwidth: 0,
            ignorecase: false,
            smartcase: false,
            wrapscan: true,
            hlsearch: false,
            incsearch: false,
            magic: true,
            gdefault: false,
            startofline: true,
            joinspaces: false,
            tildeop: false,
            number: false,
            relativenumber: false,
            list: false,
            wrap: true,
            cursorline: false,
            showcmd: true,
            ruler: true,
            hidden: false,
            modifiable: true,
            readonly: false,
            scrolloff: 0,
            undolevels: 1000,
            whichwrap: "b,s".into(),
            nrformats: "bin,octal,hex".into(),
            backspace: "indent,eol,start".into(),
            virtualedit: String::new(),
            selection: "inclusive".into(),
            matchpairs: "(:),{:},[:]".into(),
            foldmethod: "manual".into(),
            foldlevel: 0,
            foldnestmax: 20,
            foldminlines: 1,
            foldopen: "block,hor,mark,percent,quickfix,search,tag,undo".into(),
            clipboard: String::new(),
            filetype: String::new(),
            formatoptions: "tcq".into(),
            comments: "s1:/*,mb:*,ex:*/,://,b:#,:%,:XCOMM,n:>,fb:-".into(),
            splitbelow: false,
            splitright: false,
            timeout: false,
        }
    }
}

impl Options {
    /// 'virtualedit' lets the cursor stand after the last character.
    pub(crate) fn onemore(&self) -> bool {
        self.virtualedit.contains("onemore") || self.virtualedit.contains("all")
    }

    /// Columns of one indent step.
    pub(crate) fn shift(&self) -> usize {
        if self.shiftwidth == 0 { self.tabstop } else { self.shiftwidth }.max(1)
    }

    /// Does 'whichwrap' name `key`?
    pub(crate) fn wraps(&self, key: char) -> bool {
        self.whichwrap.contains(key)
    }
}
