internal import Glibc

/// The secret keys, one file each: 32 bytes as a line of hexadecimal digits.
///
/// The folder belongs to who made it, so others can neither add nor take away; the audit's key is readable by that
/// account's own group, and the documents' key by the group of the data folder.
struct KeyFolder {
  let path: String

  init(_ folder: DataFolder) {
    path = folder.keys
  }

  enum Contents {
    case key(SigningKey)
    case missing
    case unreadable
    case damaged
  }

  func file(of name: SigningKeyName) -> String { "\(path)/\(name.rawValue).chave" }

  func read(_ name: SigningKeyName) -> Contents {
    let file = open(file(of: name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else {
      return errno == EACCES || errno == EPERM ? .unreadable : .missing
    }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count > 0 else { return .damaged }
    let line = bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }
    guard let seed = [UInt8].decoding(hexadecimal: String(decoding: line, as: UTF8.self)),
      let key = SigningKey(seed: seed)
    else { return .damaged }
    return .key(key)
  }

  func write(_ key: SigningKey, as name: SigningKeyName, number: [UInt8]) throws(StoreError) {
    try make()
    let file = try AtomicFile(path: file(of: name), number: number)
    try file.write(Array("\(key.seed.hexadecimal)\n".utf8))
    try file.commit(mode: 0o640, group: try group(of: name))
  }

  func state(of name: SigningKeyName, recorded publicKey: [UInt8]?) -> SigningKeyState {
    guard let publicKey else { return .neverMade }
    return switch read(name) {
    case .missing: .missing
    case .unreadable: .unreadable
    case .damaged: .altered
    case .key(let key): key.publicKey == publicKey ? .present : .altered
    }
  }

  /// The group a new file gets: that of the file it replaces, so that a choice of the administrators stays.
  private func group(of name: SigningKeyName) throws(StoreError) -> gid_t? {
    var status = stat()
    if stat(file(of: name), &status) == 0 { return status.st_gid }
    return name == .audit ? getgid() : nil
  }

  private func make() throws(StoreError) {
    guard mkdir(path, 0o750) == 0 else {
      if errno == EEXIST { return }
      throw StoreError(fileError: errno, "make the folder of keys")
    }
    guard chmod(path, 0o2750) == 0 else {
      throw StoreError(fileError: errno, "chmod the folder of keys")
    }
  }
}
