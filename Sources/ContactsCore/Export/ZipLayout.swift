/// Where each byte of a ZIP file stands.
///
/// A reader of such files goes by the list at their end, and others by what stands before each entry: a file in which the
/// two differ, or that has room for something else, shows different things to different readers.
struct ZipLayout {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private static let local: Int64 = 0x0403_4b50
  private static let listed: Int64 = 0x0201_4b50
  private static let end: Int64 = 0x0605_4b50
  private static let endLength = 22

  /// Whether there is nothing but entries, one after another, their list, and its end, as `ZipWriter` makes them.
  var isPlain: Bool {
    let end = bytes.count - Self.endLength
    guard end >= 0, number(end, 4) == Self.end, number(end + 4, 4) == 0,
      number(end + 8, 2) == number(end + 10, 2), number(end + 20, 2) == 0
    else { return false }
    let count = number(end + 10, 2)
    let list = Int(number(end + 16, 4))
    guard list + Int(number(end + 12, 4)) == end else { return false }
    var (place, line) = (0, list)
    for _ in 0..<count {
      guard line + 46 <= end, number(line, 4) == Self.listed,
        number(line + 42, 4) == Int64(place), let next = entry(at: place, listedAt: line, list)
      else { return false }
      place = next
      line += 46 + Int(number(line + 28, 2))
    }
    return place == list && line == end
  }

  /// The end of an entry, if what stands before it says the same as the list, and neither says more.
  private func entry(at place: Int, listedAt line: Int, _ list: Int) -> Int? {
    let name = Int(number(line + 28, 2))
    guard place + 30 <= list, number(place, 4) == Self.local,
      // Version, flags, method, moment, checksum and both sizes; of names and additions the lengths.
      (0..<26).allSatisfy({ byte(place + 4 + $0) == byte(line + 6 + $0) }),
      // Neither additions nor a comment, and nothing written after the entry.
      number(line + 30, 2) == 0, number(line + 32, 2) == 0, number(line + 8, 2) & 8 == 0,
      name > 0, place + 30 + name <= list, line + 46 + name <= bytes.count
    else { return nil }
    for index in 0..<name {
      let letter = byte(line + 46 + index)
      guard letter >= 0x20, letter == byte(place + 30 + index) else { return nil }
    }
    let next = place + 30 + name + Int(number(line + 20, 4))
    return next <= list ? next : nil
  }

  private func byte(_ index: Int) -> UInt8 {
    bytes.indices.contains(index) ? bytes[index] : 0
  }

  /// The least significant byte first.
  private func number(_ start: Int, _ length: Int) -> Int64 {
    (0..<length).reduce(0) { $0 | Int64(byte(start + $1)) << Int64(8 * $1) }
  }
}
