/// People as cards of an address book: vCard 4.0, RFC 6350.
///
/// What was said in an interaction is in none of them.
struct VCardExport {
  var output: ExportOutput
  private let covering: Covering
  /// The line that is being made, without its end.
  private var line: [UInt8] = []

  init(_ output: ExportOutput, covering: Covering) {
    self.output = output
    self.covering = covering
  }

  mutating func contact(_ row: LentRow) throws(StoreError) {
    typealias Column = ContactColumn
    plain("BEGIN:VCARD")
    plain("VERSION:4.0")
    property("UID:urn:uuid:", row.text(Column.uid))
    let name = row.text(Column.name)
    // Telephones sort and show by the structured name: it is of the name the person goes by, too.
    if let shown = row.text(Column.socialName) ?? name {
      property("FN:", shown)
      self.name(shown)
    } else {
      plain("FN:(sem nome)")
    }
    if row.text(Column.socialName) != nil { property("X-NOME-CIVIL:", name) }
    for phone in LentPhone.all(row.text(Column.phones)) { telephone(phone) }
    for email in row.text(Column.emails)?.split(Separator.record) ?? [] {
      property("EMAIL:", email)
    }
    if let day = row.text(Column.birthDate) {
      line.append("BDAY:")
      line.append(contentsOf: day.filter { $0 != UInt8(ascii: "-") })
      end()
    }
    if row.text(Column.city) != nil || row.text(Column.state) != nil {
      line.append("ADR:;;;")
      escape(row.text(Column.city))
      line.append(UInt8(ascii: ";"))
      escape(row.text(Column.state))
      line.append(";;Brasil")
      end()
    }
    property("X-CPF:", row.text(Column.cpf))
    property("X-RESPONSAVEL:", row.text(Column.guardian))
    property("X-CANAL-SEGURO:", row.text(Column.safeChannel))
    property("NOTE:", row.text(Column.notes))
    if let milliseconds = row.integer(Column.updatedAt) { revision(milliseconds) }
    plain("END:VCARD")
    try output.flush()
  }

  private mutating func plain(_ text: StaticString) {
    line.append(text)
    end()
  }

  private mutating func property(_ name: StaticString, _ value: UnsafeRawBufferPointer?) {
    guard let value, !value.isEmpty else { return }
    line.append(name)
    escape(value)
    end()
  }

  /// The last word as the family's name, the first as one's own, and what lies between.
  private mutating func name(_ name: UnsafeRawBufferPointer) {
    let words = name.split(0x20).filter { !$0.isEmpty }
    line.append("N:")
    if words.count > 1 { escape(words.last) }
    line.append(UInt8(ascii: ";"))
    escape(words.first)
    line.append(UInt8(ascii: ";"))
    for (index, word) in words.dropFirst().dropLast().enumerated() {
      if index > 0 { line.append(UInt8(ascii: " ")) }
      escape(word)
    }
    line.append(";;")
    end()
  }

  private mutating func telephone(_ phone: LentPhone) {
    let isMobile = phone.kind == .mobile
    if phone.isComplete {
      line.append(isMobile ? "TEL;VALUE=uri;TYPE=cell:tel:" : "TEL;VALUE=uri;TYPE=voice:tel:")
      escape(phone.value)
    } else {
      line.append(isMobile ? "TEL;VALUE=text;TYPE=cell:" : "TEL;VALUE=text;TYPE=voice:")
      escape(phone.national)
    }
    end()
  }

  /// `20261121T121500Z`.
  private mutating func revision(_ milliseconds: Int64) {
    // The time of a wall clock three hours ahead of São Paulo's is UTC.
    let utc = Timestamp(milliseconds: milliseconds - LocalTime.offsetMilliseconds).local
    line.append("REV:")
    for (number, digits) in [(utc.date.year, 4), (utc.date.month, 2), (utc.date.day, 2)] {
      line.append(number, digits: digits)
    }
    line.append(UInt8(ascii: "T"))
    for number in [utc.hour, utc.minute, utc.second] { line.append(number, digits: 2) }
    line.append(UInt8(ascii: "Z"))
    end()
  }

  private static let special = SpecialASCII("\\,;")

  private mutating func escape(_ text: UnsafeRawBufferPointer?) {
    guard let text else { return }
    line.append(text, except: VCardExport.special) { scalar, _, bytes in
      switch scalar {
      case 0x0a, 0x2028, 0x2029: bytes.append("\\n")
      case 0x09, 0x0d: bytes.append(0x20)
      case unreadable: bytes.append("\u{fffd}")
      case 0x20..<0x7f:
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(scalar))
      default: bytes.append("·")
      }
    }
  }

  /// Ends the line, folded where it has 75 bytes and never inside a character.
  private mutating func end() {
    var start = 0
    var room = 75
    while line.count - start > room {
      var cut = start + room
      while line[cut] & 0xc0 == 0x80 { cut -= 1 }
      output.bytes.append(contentsOf: line[start..<cut])
      output.bytes.append("\r\n ")
      start = cut
      room = 74
    }
    output.bytes.append(contentsOf: line[start...])
    output.bytes.append("\r\n")
    line.removeAll(keepingCapacity: true)
  }
}
