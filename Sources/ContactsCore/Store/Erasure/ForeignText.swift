internal import Glibc

/// A file that somebody else has put into the data folder, read as a person would read it.
struct ForeignText {
  /// Whether it is packed or encrypted, so that nothing can be said of what it holds.
  let isPacked: Bool
  /// Its words with one space between them, and its digits with nothing.
  let forms: [String]

  /// Bytes that are read so; of what follows, only the plain bytes are searched.
  private static let most = 32 << 20

  /// gzip, ZIP, 7-Zip, xz, bzip2 and Zstandard.
  private static let packed: [[UInt8]] = [
    [0x1f, 0x8b], [0x50, 0x4b, 0x03, 0x04], [0x37, 0x7a, 0xbc, 0xaf], [0xfd, 0x37, 0x7a, 0x58],
    [0x42, 0x5a, 0x68], [0x28, 0xb5, 0x2f, 0xfd],
  ]

  init(path: String) throws(StoreError) {
    self.init(try ForeignText.read(path))
  }

  init(_ bytes: [UInt8]) {
    isPacked = ForeignText.packed.contains { bytes.starts(with: $0) }
    guard !isPacked, !bytes.isEmpty else {
      forms = []
      return
    }
    let text = ForeignText.decoded(bytes)
    let between: Set<Unicode.Scalar> = [
      " ", ".", "-", "(", ")", "/", "_", "\u{a0}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}",
      "\u{2014}", "\u{2212}",
    ]
    var digits = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !between.contains(scalar) {
      digits.append(("0"..."9").contains(scalar) ? scalar : " ")
    }
    forms = [foldedWords(text).joined(separator: " "), String(digits)]
  }

  /// UTF-16 by its mark or its zeros; else UTF-8.
  private static func decoded(_ bytes: [UInt8]) -> String {
    let zeros = (even: count(bytes, from: 0), odd: count(bytes, from: 1))
    let isLittle = bytes.starts(with: [0xff, 0xfe]) || zeros.odd * 8 > bytes.count
    let isBig = bytes.starts(with: [0xfe, 0xff]) || zeros.even * 8 > bytes.count
    guard isLittle || isBig else { return String(decoding: bytes, as: UTF8.self) }
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func count(_ bytes: [UInt8], from start: Int) -> Int {
    stride(from: start, to: bytes.count, by: 2).count { bytes[$0] == 0 }
  }

  private static func read(_ path: String) throws(StoreError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT || errno == ELOOP || errno == ENXIO { return [] }
      throw StoreError(fileError: errno, "read a file of the data folder")
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while bytes.count < most {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw StoreError(fileError: errno, "read a file of the data folder") }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
