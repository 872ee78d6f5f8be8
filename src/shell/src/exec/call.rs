//! Function calls.

use super::shell::{Flow, Frame, MAX_CALLS, Shell, TRAP_DEBUG, TRAP_RETURN};
use crate::Bytes;
use crate::syntax::Function;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

impl Shell {
    /// Calls a function; `args` come without its name.
    pub(crate) async fn call_function(&mut self, function: Rc<Function>, args: Vec<Bytes>) -> i32 {
        let limit = self
            .vars
            .get(b"FUNCNEST")
            .and_then(|var| var.scalar())
            .and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
        let limit = limit.filter(|limit| *limit > 0).unwrap_or(MAX_CALLS).min(MAX_CALLS);
        if self.frames.len() >= limit {
            self.complain_bytes(
                &[function.name.as_slice(), format!(": maximum function nesting level exceeded ({limit})").as_bytes()]
                    .concat(),
            );
            self.status = 1;
            self.flow = Some(Flow::Discard);
            return 1;
        }
        let hollow = Shell::hollow(self.sys.clone());
        let mut shell = std::mem::replace(self, hollow);
        let kernel = Rc::clone(&shell.sys.kernel);
        // Its type erased: calls within calls would be a type without end.
        let call: Pin<Box<dyn Future<Output = Self>>> = Box::pin(async move {
            let nesting = std::mem::replace(&mut shell.nesting, 0);
            shell.run_function(&function, args).await;
            shell.nesting = nesting;
            shell
        });
        *self = kernel.call(call).await;
        self.status
    }

    async fn run_function(&mut self, function: &Function, args: Vec<Bytes>) {
        let positional = std::mem::replace(&mut self.positional, Rc::new(args));
        let loops = std::mem::replace(&mut self.loops, 0);
        let line = self.line;
        let source = self.function_sources.get(&function.name).cloned().unwrap_or_default();
        self.frames.push(Frame { name: function.name.clone(), source, line: self.line, function: true });
        self.vars.push(true);
        let getopts = self.getopts;
        let debug = self.suspend_trap(TRAP_DEBUG);
        let returns = self.suspend_trap(TRAP_RETURN);
        self.run_command(&function.body).await;
        if self.flow == Some(Flow::Return) {
            self.flow = None;
        }
        if let Some(action) = returns {
            Rc::make_mut(&mut self.traps).entry(TRAP_RETURN).or_insert(action);
        } else if self.traps.contains_key(&TRAP_RETURN) {
            self.run_trap(TRAP_RETURN).await;
        }
        if let Some(action) = debug {
            Rc::make_mut(&mut self.traps).entry(TRAP_DEBUG).or_insert(action);
        }
        let had_optind = self.vars.get(b"OPTIND").is_some_and(|var| var.level == self.vars.level());
        self.vars.pop();
        if had_optind {
            self.getopts = getopts;
        }
        self.frames.pop();
        self.line = line;
        self.positional = positional;
        self.loops = loops;
    }

    /// Functions do not inherit DEBUG and RETURN traps, unless they are traced.
    fn suspend_trap(&mut self, which: u8) -> Option<Bytes> {
        if self.options.functrace || !self.traps.contains_key(&which) {
            return None;
        }
        Rc::make_mut(&mut self.traps).remove(&which)
    }
}
