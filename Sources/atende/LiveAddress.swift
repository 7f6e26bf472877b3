import ContactsCore
import Glibc

extension ConnectingAddress {
  /// Where the person at this terminal connects from, as the machine recorded it or else as the environment says.
  ///
  /// - Parameters:
  ///   - terminal: Such as `/dev/pts/3`.
  ///   - claimed: What SSH left in the environment; counts only when it is an address, and never as verified.
  /// - Returns: Nil at the machine itself.
  static func live(terminal: String, claimed: String?) -> ConnectingAddress? {
    if let recorded = recordedAddress(of: terminal) {
      return ConnectingAddress(text: recorded, source: .utmp)
    }
    return claimed.flatMap(normalised).map { ConnectingAddress(text: $0, source: .environment) }
  }

  /// What the record of logins has of a terminal; nil for a local login, or one inside tmux or screen.
  private static func recordedAddress(of terminal: String) -> String? {
    let prefix = "/dev/"
    guard terminal.hasPrefix(prefix) else { return nil }
    let line = Array(terminal.utf8.dropFirst(prefix.utf8.count))
    var wanted = utmpx()
    let fits = withUnsafeMutableBytes(of: &wanted.ut_line) { field in
      guard line.count <= field.count else { return false }
      field.copyBytes(from: line)
      return true
    }
    guard fits else { return nil }
    setutxent()
    defer { endutxent() }
    guard let found = getutxline(&wanted), found.pointee.ut_type == Int16(USER_PROCESS) else {
      return nil
    }
    return withUnsafeBytes(of: found.pointee.ut_addr_v6) { bytes in
      // An IPv4 address stands in the first four bytes, and the other twelve are zero.
      let isShort = bytes.dropFirst(4).allSatisfy { $0 == 0 }
      guard bytes.contains(where: { $0 != 0 }) else { return nil }
      return written(bytes, family: isShort ? AF_INET : AF_INET6)
    }
  }

  /// An address as it is usually written; nil for what is none.
  private static func normalised(_ text: String) -> String? {
    // A link-local address may name its interface.
    let address = String(text.prefix { $0 != "%" })
    for family in [AF_INET, AF_INET6] {
      var bytes = [UInt8](repeating: 0, count: 16)
      if inet_pton(family, address, &bytes) == 1 {
        return bytes.withUnsafeBytes { written($0, family: family) }
      }
    }
    return nil
  }

  private static func written(_ bytes: UnsafeRawBufferPointer, family: Int32) -> String? {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, bytes.baseAddress, &text, socklen_t(text.count)) != nil else {
      return nil
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
