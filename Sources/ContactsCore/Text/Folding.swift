internal import CUtf8proc
internal import Glibc

/// The form in which texts are compared: no accents, no case, compatible forms made one.
///
/// `Conceição` and `CONCEICAO` fold to the same text. Full-width digits become ASCII. Ignorable characters, such as the
/// zero-width space, are dropped, and control characters become spaces.
public func folded(_ text: String) -> String {
  if let plain = foldedLatin(text) { return plain }
  return foldedByTable(text)
}

private func foldedByTable(_ text: String) -> String {
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

/// Texts of ASCII and of Portuguese letters alone, without a look into the tables for each; nil for all others.
private func foldedLatin(_ text: String) -> String? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  guard foldLatin(text.utf8, into: { bytes.append($0) }) else { return nil }
  return String(decoding: bytes, as: UTF8.self)
}

/// Hands on the folded letters of a text of ASCII and of Portuguese letters alone.
///
/// - Parameters:
///   - text: UTF-8.
///   - take: Is given each letter.
/// - Returns: False where another character stands; what is folded before it has been handed on.
func foldLatin(_ text: some Sequence<UInt8>, into take: (UInt8) -> Void) -> Bool {
  var hasLead = false
  for byte in text {
    if hasLead {
      // The second half of U+00C0 to U+00FF.
      let letter = latinLetters[Int(byte & 0x3f)]
      guard letter != 0 else { return false }
      take(letter)
      hasLead = false
    } else if byte < 0x80 {
      take(foldedASCII(byte))
    } else if byte == 0xc3 {
      hasLead = true
    } else {
      return false
    }
  }
  return true
}

/// The one ASCII letter that each of U+00C0 to U+00FF folds to; 0 where it is another character, or more than one.
private let latinLetters: [UInt8] = (UInt32(0xc0)...0xff).map { value in
  guard let scalar = Unicode.Scalar(value) else { return 0 }
  let folded = Array(foldedByTable(String(Character(scalar))).utf8)
  return folded.count == 1 ? folded[0] : 0
}

private func foldedASCII(_ byte: UInt8) -> UInt8 {
  if (0x41...0x5a).contains(byte) { return byte + 0x20 }
  return byte < 0x20 || byte == 0x7f ? 0x20 : byte
}

private func foldedASCII(_ text: String) -> String {
  String(decoding: text.utf8.map(foldedASCII), as: UTF8.self)
}

/// The words of a text, folded: runs of letters and digits.
public func foldedWords(_ text: String) -> [String] {
  let folded = folded(text)
  if folded.utf8.allSatisfy({ $0 < 0x80 }) {
    return folded.utf8.split { !(0x61...0x7a).contains($0) && !(0x30...0x39).contains($0) }
      .map { String(Substring($0)) }
  }
  return folded.unicodeScalars
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
