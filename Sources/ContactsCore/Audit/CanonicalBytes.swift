/// Fields written one after another so that no two different lists of fields give the same bytes.
///
/// A number is 8 bytes, the most significant first. A text is the number of its UTF-8 bytes in 4 bytes, the most
/// significant first, and then those bytes; an absent text is four bytes of 0xff.
struct CanonicalBytes {
  private(set) var bytes: [UInt8] = []

  /// Begins anew, in the memory it has.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ number: Int64) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: String?) {
    guard var text else { return appendAbsence() }
    text.withUTF8 { append(bytesOfText: UnsafeRawBufferPointer($0)) }
  }

  mutating func appendAbsence() {
    append(length: .max)
  }

  mutating func append(bytesOfText text: UnsafeRawBufferPointer) {
    append(length: UInt32(text.count))
    bytes.append(contentsOf: text)
  }

  /// Bytes of a known number, such as a digest, without their count.
  mutating func append(raw digest: some Collection<UInt8>) {
    bytes.append(contentsOf: digest)
  }

  private mutating func append(length: UInt32) {
    withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
