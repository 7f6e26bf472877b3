/// One line of `/proc/self/mountinfo`, as proc(5) lays it out.
public struct Mount: Equatable, Sendable {
  /// `major:minor`.
  public let device: String
  public let point: String
  public let kind: String

  public init?(_ line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 7, let dash = words[6...].firstIndex(of: "-"), dash + 1 < words.endIndex
    else {
      return nil
    }
    device = String(words[2])
    point = Mount.unescaped(words[4])
    kind = String(words[dash + 1])
  }

  /// The mount that a path lies on: the deepest, and of several at one place the last.
  public static func holding(_ path: String, in text: String) -> Mount? {
    var found: Mount?
    for line in text.split(separator: "\n") {
      guard let mount = Mount(line), mount.holds(path),
        mount.point.utf8.count >= (found?.point.utf8.count ?? 0)
      else { continue }
      found = mount
    }
    return found
  }

  /// Its name when the file system itself encrypts.
  public var encryptingLayer: String? {
    [
      "fuse.gocryptfs": "gocryptfs", "fuse.cryfs": "CryFS", "fuse.encfs": "EncFS",
      "ecryptfs": "eCryptfs",
    ][kind]
  }

  /// Major number 0 is given to file systems without a disk of their own.
  public var hasDevice: Bool { !device.hasPrefix("0:") }

  private func holds(_ path: String) -> Bool {
    point == "/" || path == point || path.hasPrefix(point + "/")
  }

  /// Blanks and backslashes stand there as three octal digits.
  private static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.count >= 3,
        let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
