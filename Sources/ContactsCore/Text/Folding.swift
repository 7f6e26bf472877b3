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

/// The compatible form of one scalar: no marks, nothing ignorable, its case kept; empty when nothing is left of it.
///
/// `ª` gives `a`, a full-width `１` gives `1`, a zero-width space gives nothing. At most eighteen scalars.
func compatibleForm(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
  let options =
    UTF8PROC_STABLE.rawValue | UTF8PROC_COMPAT.rawValue | UTF8PROC_DECOMPOSE.rawValue
    | UTF8PROC_STRIPMARK.rawValue | UTF8PROC_IGNORE.rawValue
  var forms = [utf8proc_int32_t](repeating: 0, count: 18)
  var boundary: Int32 = 0
  let count = utf8proc_decompose_char(
    utf8proc_int32_t(bitPattern: scalar.value), &forms, forms.count,
    utf8proc_option_t(rawValue: options), &boundary)
  guard count >= 0, count <= forms.count else { return [scalar] }
  return forms[..<count].compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }
}
