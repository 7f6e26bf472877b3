internal import CXLSXWriter

/// A person's data to take along (LGPD article 18, V): readable, for programs, for a spreadsheet and for an address book,
/// with a manifest that names the digest of each and is signed.
struct AnswerPackage {
  let dossier: PersonDossier
  let key: SigningKey

  /// Writes the package and answers its digest.
  func write(to file: ExportFile, _ surroundings: Surroundings) throws(StoreError) -> String {
    let report = AccessReport(dossier: dossier, isFull: true)
    let page = report.document.html(title: "Seus dados", largePrint: false)
    var files: [(name: String, bytes: [UInt8])] = [
      ("leia-me.html", Array(page.utf8)), ("dados.json", Array(report.json.document.utf8)),
      ("dados.xlsx", try workbook(beside: file, surroundings)),
    ]
    if let record = dossier.record {
      files.append(("contato.vcf", Array(Self.card(record.contact).utf8)))
    }
    let manifest = PackageManifest(
      centre: dossier.settings.organization,
      request: dossier.request.protocolNumber.description, madeAt: dossier.moment.iso8601,
      purposes: purposes,
      files: files.map {
        PackageManifest.File(
          nome: $0.name, bytes: $0.bytes.count, sha256: SHA256.digest(of: $0.bytes).hexadecimal)
      }, key: key)
    files.append((PackageManifest.name, Array(manifest.json.document.utf8)))
    let zip = try ZipWriter(path: file.path, moment: dossier.moment.local)
    for (name, bytes) in files { try zip.add(bytes, as: name) }
    try zip.close()
    return SHA256.digest(of: try file.contents()).hexadecimal
  }

  private var purposes: [String] {
    var names: [String] = []
    for consent in dossier.record?.consents ?? [] where !names.contains(consent.purpose) {
      names.append(consent.purpose)
    }
    return names.isEmpty ? [dossier.settings.consentPurpose] : names
  }

  // MARK: - Spreadsheet

  /// One sheet for each table, all of it text.
  private func workbook(
    beside file: ExportFile, _ surroundings: Surroundings
  ) throws(StoreError) -> [UInt8] {
    let scratch = try file.scratch(number: surroundings.randomBytes(8))
    let book = try Workbook(scratch, cells: 0)
    let formats = try WorkbookFormats(book)
    for table in dossier.tables {
      // Sheets have names of at most 31 characters.
      let title = String(CopyWords.title(of: table.name).prefix(31))
      var sheet = Page(sheet: try book.sheet(named: title), formats: formats)
      sheet.heading(table.columns.map(CopyWords.heading))
      for row in table.rows {
        sheet.cells(zip(table.columns, row).map { dossier.words.text($1, of: $0) ?? "" })
      }
      sheet.finish(widths: table.columns.map { _ in 24 })
      guard sheet.status == LXW_NO_ERROR else { throw StoreError(.io, detail: "libxlsxwriter") }
    }
    if dossier.tables.isEmpty {
      var sheet = Page(sheet: try book.sheet(named: "Dados"), formats: formats)
      sheet.heading(["Nada foi encontrado."])
    }
    try book.close()
    return try scratch.contents()
  }

  // MARK: - Card

  /// The person alone as a card of an address book: vCard 4.0, RFC 6350.
  static func card(_ contact: Contact) -> String {
    let fields = contact.fields
    var lines = ["BEGIN:VCARD", "VERSION:4.0", "UID:urn:uuid:\(contact.uid.text)"]
    let shown = fields.socialName ?? fields.name
    lines.append("FN:\(shown.map { escaped($0.revealed(for: .output)) } ?? "(sem nome)")")
    for phone in fields.phones {
      lines.append("TEL;VALUE=text:\(escaped(phone.revealed(for: .output).value))")
    }
    for email in fields.emails {
      lines.append("EMAIL:\(escaped(email.revealed(for: .output).text))")
    }
    if let day = fields.birthDate?.revealed(for: .output).iso8601 {
      lines.append("BDAY:\(day.filter { $0 != "-" })")
    }
    if fields.city != nil || fields.state != nil {
      let city = fields.city.map { escaped($0.revealed(for: .output)) } ?? ""
      lines.append("ADR:;;;\(city);\(fields.state?.rawValue ?? "");;Brasil")
    }
    lines.append("END:VCARD")
    return lines.map { folded($0) + "\r\n" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ",", ";":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar.actsInTerminal ? " " : scalar)
      }
    }
    return result
  }

  /// Lines of at most 75 bytes, as the standard has them.
  private static func folded(_ line: String) -> String {
    var result = ""
    var length = 0
    for character in line.unicodeScalars {
      let size = String(character).utf8.count
      if length + size > 74 {
        result += "\r\n "
        length = 1
      }
      result.unicodeScalars.append(character)
      length += size
    }
    return result
  }
}
