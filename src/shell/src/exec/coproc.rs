//! `coproc`: a command in the background with a pipe on either side.

use super::shell::Shell;
use super::value::Value;
use crate::kernel::Fd;
use crate::syntax::Command;
use std::rc::Rc;

impl Shell {
    pub(crate) async fn run_coproc(&mut self, name: &[u8], command: &Rc<Command>) {
        let (their_input, our_output) = self.sys.pipe();
        let (our_input, their_output) = self.sys.pipe();
        let mut spawn = self.child();
        if spawn.fds.len() < 2 {
            spawn.fds.resize(2, None);
        }
        spawn.fds[0] = Some(Fd { file: their_input, close_on_exec: false });
        spawn.fds[1] = Some(Fd { file: their_output, close_on_exec: false });
        let body = Rc::clone(command);
        let pid = self.spawn_subshell(
            spawn,
            |shell| shell.options.monitor = false,
            move |mut shell| async move {
                shell.run_command(&body).await;
                shell
            },
        );
        let mut numbers = Vec::new();
        for file in [our_input, our_output] {
            let mut number = 63;
            while number > 3 && self.sys.fd(number).is_some() {
                number -= 1;
            }
            self.sys.set_fd(number, Some(Fd { file, close_on_exec: true }));
            numbers.push(number);
        }
        let elements =
            numbers.iter().enumerate().map(|(at, number)| (at as i64, number.to_string().into_bytes())).collect();
        self.vars.entry(name).value = Value::Indexed(elements);
        self.vars.set(&[name, b"_PID"].concat(), pid.to_string());
        self.last_background = Some(pid);
        let text = [b"coproc ".as_slice(), name].concat();
        self.jobs.add(pid, &[pid], text, true);
        self.status = 0;
    }
}
