internal import Glibc

/// Lines of JSON in a file a day, so that whoever keeps the machine can see what happened, and to nobody.
///
/// It never fails the program: a line that cannot be written is lost, since a call must not end for want of a log.
public struct Log: Sendable {
  private let folder: String
  private let level: LogEvent.Level
  private let process: Int32
  private let now: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - folder: Where the files go; made when missing, but never its parent.
  ///   - level: The least grave level written.
  ///   - process: Number of this process, so that the lines of one run can be told.
  ///   - now: The clock.
  public init(
    folder: String, level: LogEvent.Level, process: Int32, now: @escaping @Sendable () -> Timestamp
  ) {
    self.folder = folder
    self.level = level
    self.process = process
    self.now = now
  }

  public func record(_ event: LogEvent) {
    guard event.level >= level else { return }
    let time = now().local
    append(line(for: event, at: time), to: "\(folder)/atende-\(time.date.iso8601).jsonl")
  }

  func line(for event: LogEvent, at time: LocalTime) -> String {
    var members = [
      "\"hora\": \"\(time.iso8601)\"", "\"nivel\": \"\(event.level.name)\"",
      "\"evento\": \"\(event.name)\"", "\"processo\": \(process)",
    ]
    members += event.fields.map { "\"\($0.key)\": \($0.value.json)" }
    return "{\(members.joined(separator: ", "))}\n"
  }

  /// One `write` on a descriptor opened for appending: lines of several processes never mix.
  private func append(_ line: String, to path: String) {
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW
    var descriptor = open(path, flags, 0o660)
    if descriptor < 0, errno == ENOENT, mkdir(folder, 0o2770) == 0 {
      // The umask may have taken bits off, and mkdir ignores setgid on some systems.
      _ = chmod(folder, 0o2770)
      descriptor = open(path, flags, 0o660)
    }
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var copy = line
    copy.withUTF8 { bytes in _ = write(descriptor, bytes.baseAddress, bytes.count) }
  }
}
