import ContactsCore
import Glibc

extension Surroundings {
  /// The machine's clock and the kernel's random bytes.
  static let live = Surroundings(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    },
    randomBytes: { count in
      [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
        while filled < count {
          // As many as one call gives at most: getentropy(3).
          let piece = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(bytes)[filled...].prefix(256))
          guard getentropy(piece.baseAddress, piece.count) == 0 else {
            fatalError("the kernel gave no random bytes")
          }
          filled += piece.count
        }
      }
    })
}

extension SystemAccount {
  /// Whoever runs the program, by the name that the system gives the account.
  static var live: SystemAccount {
    let number = getuid()
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    let status = getpwuid_r(number, &entry, &buffer, buffer.count, &found)
    let login = status == 0 && found != nil ? entry.pw_name.map { String(cString: $0) } : nil
    return SystemAccount(login: login ?? "uid-\(number)", systemUserID: number)
  }
}

extension SystemAccount {
  /// An account of this machine; nil when there is none of that name.
  init?(named name: String) {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return nil
    }
    self.init(login: name, systemUserID: entry.pw_uid)
  }
}

/// Name of the terminal that standard input is, such as `/dev/pts/3`; empty when it is none.
func liveTerminalName() -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard ttyname_r(STDIN_FILENO, &buffer, buffer.count) == 0 else { return "" }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
