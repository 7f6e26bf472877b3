internal import CTerminal
internal import Glibc

/// Gathers what ncurses writes for a frame, so that it reaches the terminal in one piece.
///
/// ncurses 6.4 hands over what it has at every move of the cursor: sixty small writes for a list, each of which wakes the
/// terminal, or goes through an SSH session as a packet of its own.
@MainActor
struct FrameOutput {
  /// What ncurses writes to; it leads to the terminal but while a frame is gathered.
  private let stream: CInt
  private let terminal: CInt
  /// Memory that is written and read as a file; -1 where the system has none, and then nothing is gathered.
  private let memory = atende_memory_file()

  init(stream: CInt, terminal: CInt) {
    self.stream = stream
    self.terminal = terminal
  }

  func close() {
    if memory >= 0 { Glibc.close(memory) }
  }

  /// Runs `draw`, and then writes what it drew.
  func gather(_ draw: () -> Void) {
    guard memory >= 0, dup2(memory, stream) >= 0 else { return draw() }
    draw()
    dup2(terminal, stream)
    let count = lseek(memory, 0, SEEK_CUR)
    guard count > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: count)
    let taken = pread(memory, &bytes, count, 0)
    // Names stay nowhere, not even in memory that is nobody's.
    ftruncate(memory, 0)
    lseek(memory, 0, SEEK_SET)
    if taken > 0 { send(bytes[..<taken], to: terminal) }
  }
}

/// Writes all of it, or as much as a terminal that has gone away takes.
@MainActor
func send(_ bytes: ArraySlice<UInt8>, to terminal: CInt) {
  bytes.withUnsafeBytes { bytes in
    guard let start = bytes.baseAddress else { return }
    var sent = 0
    while sent < bytes.count {
      let written = Glibc.write(terminal, start + sent, bytes.count - sent)
      if written > 0 {
        sent += written
      } else if errno == EAGAIN {
        var descriptor = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
        poll(&descriptor, 1, -1)
      } else if errno != EINTR {
        return
      }
    }
  }
}
