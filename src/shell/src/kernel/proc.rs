//! `/proc`: written afresh whenever somebody looks.

use super::Kernel;
use super::process::ProcessInfo;
use vfs::Who;

impl Kernel {
    /// Makes `/proc` show the present processes.
    pub(crate) fn refresh_proc(&self) {
        let processes = self.list_processes();
        let mut disk = self.disk.borrow_mut();
        let root = Who { umask: 0, ..Who::root() };
        let number = |name: &[u8]| std::str::from_utf8(name).ok().and_then(|name| name.parse::<u32>().ok());
        for entry in disk.read_dir(&root, b"/proc").unwrap_or_default() {
            if number(&entry.name).is_some_and(|pid| processes.iter().all(|process| process.pid != pid)) {
                let folder = [b"/proc/".as_slice(), &entry.name].concat();
                for file in disk.read_dir(&root, &folder).unwrap_or_default() {
                    let _ = disk.unlink(&root, &[folder.as_slice(), b"/", &file.name].concat());
                }
                let _ = disk.rmdir(&root, &folder);
            }
        }
        for process in &processes {
            let folder = format!("/proc/{}", process.pid);
            let _ = disk.mkdir(&root, folder.as_bytes(), 0o555);
            for (name, text) in files(process) {
                let path = format!("{folder}/{name}");
                let _ = disk.write_file(&root, path.as_bytes(), &text);
                let _ = disk.chmod(&root, path.as_bytes(), 0o444);
                let _ = disk.chown(&root, path.as_bytes(), Some(process.uid), Some(process.uid), false);
            }
        }
        let _ = disk.unlink(&root, b"/proc/self");
        let _ = disk.symlink(&root, self.current.get().to_string().as_bytes(), b"/proc/self");
        let up = (self.clock.now() - self.boot).max(0);
        let host = String::from_utf8_lossy(&self.hostname.borrow()).into_owned();
        let whole = [
            ("uptime", format!("{}.{:02} {}.{:02}\n", up / 1000, up % 1000 / 10, up / 1000, up % 1000 / 10)),
            ("loadavg", format!("0.00 0.01 0.05 1/{} {}\n", processes.len(), self.next_pid.get() - 1)),
            ("meminfo", "MemTotal:        2048000 kB\nMemFree:         1024000 kB\nMemAvailable:    1536000 kB\nBuffers:           65536 kB\nCached:           446464 kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n".to_owned()),
            ("cpuinfo", "processor\t: 0\nmodel name\t: Datelier virtual CPU\ncpu MHz\t\t: 1000.000\n\n".to_owned()),
            ("version", format!("Linux version 6.1.0-18-amd64 ({host}) #1 SMP Debian 6.1.76-1\n")),
        ];
        for (name, text) in whole {
            let _ = disk.write_file(&root, format!("/proc/{name}").as_bytes(), text.as_bytes());
            let _ = disk.chmod(&root, format!("/proc/{name}").as_bytes(), 0o444);
        }
    }
}

fn files(process: &ProcessInfo) -> [(&'static str, Vec<u8>); 4] {
    let mut cmdline = Vec::new();
    for word in &process.command {
        cmdline.extend_from_slice(word);
        cmdline.push(0);
    }
    let first =
        process.command.first().map_or(&b"?"[..], |word| word.rsplit(|byte| *byte == b'/').next().unwrap_or(word));
    let name = String::from_utf8_lossy(&first[..first.len().min(15)]).into_owned();
    let long = match process.state {
        'R' => "R (running)",
        'T' => "T (stopped)",
        'Z' => "Z (zombie)",
        _ => "S (sleeping)",
    };
    let status = format!(
        "Name:\t{name}\nState:\t{long}\nTgid:\t{pid}\nPid:\t{pid}\nPPid:\t{parent}\nUid:\t{uid}\t{uid}\t{uid}\t{uid}\nGid:\t{uid}\t{uid}\t{uid}\t{uid}\nVmRSS:\t    1024 kB\nThreads:\t1\n",
        pid = process.pid,
        parent = process.parent,
        uid = process.uid
    );
    let stat = format!(
        "{} ({name}) {} {} {} {} 0 -1 0 0 0 0 0 {} 0 0 0 20 {} 1 0 0 4194304 256\n",
        process.pid,
        process.state,
        process.parent,
        process.group,
        process.session,
        process.steps / 1_000_000,
        process.nice
    );
    [
        ("cmdline", cmdline),
        ("comm", format!("{name}\n").into_bytes()),
        ("status", status.into_bytes()),
        ("stat", stat.into_bytes()),
    ]
}
