//! Where the lab runs: a worker of its own, or the page itself where no worker can be made.
//!
//! The worker is a *classic* one made from a Blob and handed the compiled module: the only form that works over http, from
//! `file://`, in a sandboxed frame and in `srcdoc` alike. In the page the same module talks through a message channel, so
//! that both ends are the same.

use super::assets;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array, WebAssembly};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageChannel, MessageEvent, MessagePort, Url, Worker};

/// The labs there are, each a wasm module with what one kind of bench needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The database.
    Sql,
    /// The shell and vim.
    Machine,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Sql => "worker_sql",
            Self::Machine => "worker_machine",
        }
    }
}

/// The man pages, packed with the course.
const MANUAL: &str = "course/manual.md";

/// Lets the pack come later than the lab.
const PACK: &str = include_str!("pack.js");

/// Waits for the module, then starts the lab, which answers on `self.datelierPort`.
const BOOT: &str = "
self.datelierPort = self;
self.addEventListener('message', ({ data }) => { if (data.pack) rest.pack = data.pack; });
self.onmessage = ({ data }) => {
  self.onmessage = null;
  self.datelierManual = data.manual;
  wasm_bindgen({ module_or_path: data.module }).catch((error) => setTimeout(() => { throw error; }));
};
})();
";

/// In the page the glue must not meddle with the page's own names.
const PAGE_BOOT: &str = "
globalThis.datelierLab = wasm_bindgen;
})();
";

/// What both ways to run the lab need.
#[derive(Clone)]
struct Parts {
    glue: String,
    module: JsValue,
    /// A machine without them works all the same.
    manual: JsValue,
    /// The module with the programs, where they are apart: it follows while the lab already starts.
    pack: Option<Promise>,
}

thread_local! {
    static PARTS: RefCell<[Option<Parts>; 2]> = const { RefCell::new([None, None]) };
}

async fn parts(kind: Kind) -> Result<Parts, String> {
    if let Some(parts) = PARTS.with_borrow(|parts| parts[kind as usize].clone()) {
        return Ok(parts);
    }
    let glue = assets::text(&format!("{}.js", kind.name())).await?;
    let module = module(format!("{}_bg.wasm", kind.name())).await?;
    let manual = match kind {
        Kind::Machine => assets::text(MANUAL).await.map_or(JsValue::UNDEFINED, Into::into),
        Kind::Sql => JsValue::UNDEFINED,
    };
    let pack = is_cut(&module).then(|| pack(kind));
    let parts = Parts { glue, module, manual, pack };
    PARTS.with_borrow_mut(|all| all[kind as usize] = Some(parts.clone()));
    Ok(parts)
}

async fn module(file: String) -> Result<JsValue, String> {
    let bytes = assets::bytes(&file).await?;
    JsFuture::from(WebAssembly::compile(&bytes)).await.map_err(|error| assets::describe(&error))
}

/// Whether a lab's programs are a module of their own; the build decides that.
fn is_cut(module: &JsValue) -> bool {
    let wants = |import: JsValue| {
        Reflect::get(&import, &"module".into()).is_ok_and(|name| name.as_string().as_deref() == Some("placeholder"))
    };
    module.dyn_ref().is_some_and(|module| WebAssembly::Module::imports(module).iter().any(wants))
}

/// The promise of a lab's pack.
fn pack(kind: Kind) -> Promise {
    wasm_bindgen_futures::future_to_promise(async move {
        let pack = module(format!("{}_pack.wasm", kind.name())).await;
        if pack.is_err() {
            // The next lab asks again.
            PARTS.with_borrow_mut(|all| all[kind as usize] = None);
        }
        pack.map_err(Into::into)
    })
}

/// Fetches and compiles a lab ahead of its first use.
pub(crate) async fn warm_up(kind: Kind) -> Result<(), String> {
    parts(kind).await.map(drop)
}

enum Place {
    Worker(Worker),
    Page(MessagePort),
}

/// What a text to the lab may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// No program: the text goes at once.
    Core,
    /// Any program: the text waits for the pack, in order.
    Pack,
}

/// The line to a lab, and what waits for the pack.
struct Line {
    place: Place,
    whole: Cell<bool>,
    waiting: RefCell<Vec<String>>,
}

impl Line {
    fn say(&self, message: &JsValue) {
        // Texts and modules can always be cloned.
        let _ = match &self.place {
            Place::Worker(worker) => worker.post_message(message),
            Place::Page(port) => port.post_message(message),
        };
    }

    /// The pack is there: what waited for it follows it.
    fn complete(&self, pack: &JsValue) {
        let given = Object::new();
        // A fresh object takes properties.
        let _ = Reflect::set(&given, &"pack".into(), pack);
        self.say(&given);
        self.whole.set(true);
        self.waiting.take().iter().for_each(|text| self.say(&text.as_str().into()));
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        match &self.place {
            Place::Worker(worker) => worker.terminate(),
            Place::Page(port) => port.close(),
        }
    }
}

/// A running lab at the other end of a line: texts go to it, bytes come back.
pub(crate) struct LabHost {
    line: Rc<Line>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(ErrorEvent)>,
}

impl LabHost {
    /// Starts a lab. `said` gets its bytes; `lost` is called if it dies, `maimed` if its programs cannot be fetched.
    pub(crate) async fn start(
        kind: Kind,
        said: impl Fn(Vec<u8>) + 'static,
        lost: impl Fn(String) + 'static,
        maimed: impl FnOnce(String) + 'static,
    ) -> Result<Self, String> {
        let parts = parts(kind).await?;
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(bytes) = event.data().dyn_into::<Uint8Array>() {
                said(bytes.to_vec());
            }
        });
        let error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| lost(event.message()));
        let place = match in_worker(&parts, &message, &error) {
            Ok(worker) => Place::Worker(worker),
            Err(_) => Place::Page(in_page(&parts, &message).await.map_err(|error| assets::describe(&error))?),
        };
        // In the page the pack is there before the lab.
        let whole = parts.pack.is_none() || matches!(place, Place::Page(_));
        let line = Rc::new(Line { place, whole: Cell::new(whole), waiting: RefCell::default() });
        if let Some(pack) = parts.pack.filter(|_| !whole) {
            let line = Rc::downgrade(&line);
            wasm_bindgen_futures::spawn_local(async move {
                match (JsFuture::from(pack).await, line.upgrade()) {
                    (Ok(pack), Some(line)) => line.complete(&pack),
                    (Err(why), Some(_)) => maimed(assets::describe(&why)),
                    (_, None) => {}
                }
            });
        }
        Ok(Self { line, _message: message, _error: error })
    }

    /// Says a text to the lab, now or as soon as it can do what the text needs.
    pub(crate) fn post(&self, text: &str, needs: Needs) {
        if needs == Needs::Core || self.line.whole.get() {
            self.line.say(&text.into());
        } else {
            self.line.waiting.borrow_mut().push(text.to_owned());
        }
    }
}

fn script(parts: &[&str]) -> Result<String, JsValue> {
    let texts: Array = parts.iter().map(|part| JsValue::from(*part)).collect();
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&texts, &options)?)
}

fn in_worker(
    parts: &Parts,
    message: &Closure<dyn FnMut(MessageEvent)>,
    error: &Closure<dyn FnMut(ErrorEvent)>,
) -> Result<Worker, JsValue> {
    let url = script(&["(() => {\n", PACK, &parts.glue, BOOT])?;
    let worker = Worker::new(&url)?;
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    let given = Object::new();
    Reflect::set(&given, &"module".into(), &parts.module)?;
    Reflect::set(&given, &"manual".into(), &parts.manual)?;
    worker.post_message(&given)?;
    Ok(worker)
}

async fn in_page(parts: &Parts, message: &Closure<dyn FnMut(MessageEvent)>) -> Result<MessagePort, JsValue> {
    let global = js_sys::global();
    let channel = MessageChannel::new()?;
    Reflect::set(&global, &"datelierPort".into(), &channel.port2())?;
    Reflect::set(&global, &"datelierManual".into(), &parts.manual)?;
    channel.port1().set_onmessage(Some(message.as_ref().unchecked_ref()));
    if let Some(pack) = &parts.pack {
        Reflect::set(&global, &"datelierPack".into(), &JsFuture::from(pack.clone()).await?)?;
    }
    let url = script(&["(() => {\n", PACK, &parts.glue, PAGE_BOOT])?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
    let element = document.create_element("script")?;
    element.set_attribute("src", &url)?;
    let loaded = Promise::new(&mut |resolve, reject| {
        // A fresh element takes listeners.
        let _ = element.add_event_listener_with_callback("load", &resolve);
        let _ = element.add_event_listener_with_callback("error", &reject);
    });
    document.head().ok_or(JsValue::UNDEFINED)?.append_child(&element)?;
    JsFuture::from(loaded).await?;
    let start: js_sys::Function = Reflect::get(&global, &"datelierLab".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"module_or_path".into(), &parts.module)?;
    JsFuture::from(start.call1(&JsValue::UNDEFINED, &options)?.dyn_into::<Promise>()?).await?;
    Ok(channel.port1())
}
