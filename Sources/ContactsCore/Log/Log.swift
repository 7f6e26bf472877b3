internal import Glibc

/// Lines of JSON in a file a day, so that whoever keeps the machine can see what happened, and to nobody.
///
/// The first line of a day removes the files of more than `daysKept` days before it. It never fails the program: a line that cannot be written is lost, since a call must not end for want of a log.
public struct Log: Sendable {
  /// How long a file is kept.
  public static let daysKept = 365

  private let folder: String
  private let level: LogEvent.Level
  private let process: Int32
  private let session: UID
  /// What ties a line to the entries of the audit that the same command, or the same act on a screen, left.
  public var request: UID?
  private let now: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - folder: Where the files go; made when missing, but never its parent.
  ///   - level: The least grave level written.
  ///   - process: Number of this process, so that the lines of one run can be told.
  ///   - session: Of this run, as it stands in the entries of the audit.
  ///   - request: What this run was asked for; nil where each act has one of its own.
  ///   - now: The clock.
  public init(
    folder: String, level: LogEvent.Level, process: Int32, session: UID, request: UID?,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.folder = folder
    self.level = level
    self.process = process
    self.session = session
    self.request = request
    self.now = now
  }

  public func record(_ event: LogEvent) {
    guard event.level >= level else { return }
    let time = now().local
    append(line(for: event, at: time), on: time.date)
  }

  func line(for event: LogEvent, at time: LocalTime) -> String {
    var members = [
      "\"hora\": \"\(time.iso8601)\"", "\"nivel\": \"\(event.level.name)\"",
      "\"evento\": \"\(event.name)\"", "\"processo\": \(process)",
      "\"sessao\": \"\(session)\"", "\"pedido\": \(request.map { "\"\($0)\"" } ?? "null")",
    ]
    members += event.fields.map { "\"\($0.key)\": \($0.value.json)" }
    return "{\(members.joined(separator: ", "))}\n"
  }

  /// One `write` on a descriptor opened for appending: lines of several processes never mix.
  private func append(_ line: String, on day: CivilDate) {
    let path = "\(folder)/\(Log.name(of: day))"
    let flags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW
    var descriptor = open(path, flags)
    if descriptor < 0, errno == ENOENT {
      if mkdir(folder, 0o2770) == 0 {
        // The umask may have taken bits off, and mkdir ignores setgid on some systems.
        _ = chmod(folder, 0o2770)
      }
      removeFiles(before: day.adding(days: -Log.daysKept))
      descriptor = open(path, flags | O_CREAT, 0o660)
    }
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var copy = line
    copy.withUTF8 { bytes in _ = write(descriptor, bytes.baseAddress, bytes.count) }
  }

  private static func name(of day: CivilDate) -> String { "atende-\(day.iso8601).jsonl" }

  /// Removes the logs of days before `day`, and nothing else that lies beside them.
  private func removeFiles(before day: CivilDate) {
    for file in Log.files(in: folder, before: day) { unlink("\(folder)/\(file.name)") }
  }

  /// The logs of days before `day`, the oldest first.
  static func files(in folder: String, before day: CivilDate) -> [(name: String, day: CivilDate)] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var files: [(name: String, day: CivilDate)] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let written = CivilDate(iso8601: String(name.dropFirst(7).dropLast(6))),
        name == Log.name(of: written), written < day
      else { continue }
      files.append((name, written))
    }
    return files.sorted { $0.day < $1.day }
  }
}
