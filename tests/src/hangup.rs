//! Servers that hang up on the first message of a handshake.

use std::io::{Read as _, Result};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

/// A listener that hangs up on everybody; it ends when this is dropped.
#[derive(Debug)]
pub struct Hangup {
    port: u16,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Hangup {
    /// Starts one on a free port: it closes the connection as it should be
    /// closed, or with `reset` so that the other side sees it torn down.
    ///
    /// # Errors
    ///
    /// Where no port can be had.
    pub fn start(reset: bool) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                let mut hello = [0; 16384];
                // The system resets a connection that is closed with something unread in it.
                let _ = if reset { stream.peek(&mut hello) } else { stream.read(&mut hello) };
                if !reset {
                    let _ = stream.shutdown(Shutdown::Both);
                }
            }
        });
        Ok(Self { port, stop, thread: Some(thread) })
    }

    /// Its port on 127.0.0.1.
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Hangup {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Wakes it up, so that it sees that it should stop.
        if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok()
            && let Some(thread) = self.thread.take()
        {
            let _ = thread.join();
        }
    }
}
