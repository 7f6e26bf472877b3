internal import CUtf8proc
internal import Glibc

/// The form in which texts are compared: no accents, no case, compatible forms made one.
///
/// `Conceição` and `CONCEICAO` fold to the same text. Full-width digits become ASCII. Ignorable characters, such as the
/// zero-width space, are dropped, and control characters become spaces.
public func folded(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldedASCII(text) }
  let options =
    UTF8PROC_STABLE.rawValue | UTF8PROC_COMPAT.rawValue | UTF8PROC_DECOMPOSE.rawValue
    | UTF8PROC_CASEFOLD.rawValue | UTF8PROC_STRIPMARK.rawValue | UTF8PROC_IGNORE.rawValue
  var result: UnsafeMutablePointer<UInt8>?
  var copy = text
  let length = copy.withUTF8 { bytes in
    utf8proc_map(bytes.baseAddress, bytes.count, &result, utf8proc_option_t(rawValue: options))
  }
  guard length >= 0, let result else { return foldedASCII(text) }
  defer { free(result) }
  return foldedASCII(
    String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self))
}

private func foldedASCII(_ text: String) -> String {
  var bytes = Array(text.utf8)
  for index in bytes.indices {
    let byte = bytes[index]
    if (0x41...0x5a).contains(byte) { bytes[index] = byte + 0x20 }
    if byte < 0x20 || byte == 0x7f { bytes[index] = 0x20 }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// The words of a text, folded: runs of letters and digits.
public func foldedWords(_ text: String) -> [String] {
  folded(text).unicodeScalars
    .split { !($0.properties.isAlphabetic || $0.properties.numericType != nil) }
    .map { String(String.UnicodeScalarView($0)) }
}
