internal import FoundationEssentials

/// An entry as a line of a file, whole: its hash can be computed again from what the line says.
struct AuditLine {
  let entry: AuditEntry

  /// The keys, in their order; the headings of a table are the same.
  static let keys = [
    "seq", "quando", "ator", "uid_sistema", "papeis", "sessao", "terminal", "acao", "entidade",
    "sujeito", "campos", "motivo", "resultado", "endereco", "endereco_origem", "pedido", "formato",
    "anterior", "hash",
  ]

  private enum Value {
    case number(Int64)
    case text(String?)
  }

  private var values: [Value] {
    [
      .number(entry.seq), .text(entry.time.iso8601), .text(entry.actor),
      .number(Int64(entry.systemUserID)), .text(entry.roles), .text(entry.session),
      .text(entry.terminal), .text(entry.action), .text(entry.entity), .text(entry.subject),
      .text(entry.fields), .text(entry.reason), .text(entry.outcome), .text(entry.address),
      .text(entry.addressSource), .text(entry.request), .number(entry.format),
      .text(entry.previous.hexadecimal), .text(entry.hash.hexadecimal),
    ]
  }

  /// One object, without the end of the line.
  var json: String {
    var line = "{"
    for (key, value) in zip(AuditLine.keys, values) {
      line += line.utf8.count == 1 ? "\"\(key)\": " : ", \"\(key)\": "
      switch value {
      case .number(let number): line += String(number)
      case .text(let text): line += text.map(AuditLine.quoted) ?? "null"
      }
    }
    return line + "}"
  }

  /// One row of a table with semicolons, as spreadsheets in Portuguese read it, with the end of its line.
  var csv: String {
    values.map { value in
      switch value {
      case .number(let number): String(number)
      case .text(let text): AuditLine.cell(text ?? "")
      }
    }.joined(separator: ";") + "\r\n"
  }

  static var csvHeading: String { keys.joined(separator: ";") + "\r\n" }

  /// A text as a cell: what a spreadsheet would take for a formula begins with an apostrophe.
  static func cell(_ text: String) -> String {
    var cell = text
    if let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) {
      cell = "'" + text
    }
    guard cell.utf8.contains(where: { ";\"\r\n".utf8.contains($0) }) else { return cell }
    return
      "\"\(cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _
      where scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
        || (0x2028...0x202e).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension AuditLine {
  /// Reads a line of a file; nil for what is no entry.
  init?(json line: some Sequence<UInt8>) {
    // The caller names the line, and no more can be said of one that somebody may have changed.
    guard let read = try? JSONDecoder().decode(Document.self, from: Data(Array(line))),
      let time = Timestamp(iso8601: read.quando),
      let systemUserID = UInt32(exactly: read.uid_sistema),
      let previous = [UInt8].decoding(hexadecimal: read.anterior),
      let hash = [UInt8].decoding(hexadecimal: read.hash)
    else { return nil }
    var entry = AuditEntry(
      seq: read.seq, time: time, actor: read.ator, systemUserID: systemUserID,
      roles: read.papeis, session: read.sessao, terminal: read.terminal, action: read.acao,
      entity: read.entidade, subject: read.sujeito, fields: read.campos, reason: read.motivo,
      outcome: read.resultado)
    entry.address = read.endereco
    entry.addressSource = read.endereco_origem
    entry.request = read.pedido
    entry.format = read.formato
    entry.previous = previous
    entry.hash = hash
    self.entry = entry
  }

  /// The names are those of the file.
  private struct Document: Decodable {
    let seq: Int64
    let quando: String
    let ator: String
    let uid_sistema: Int64
    let papeis: String
    let sessao: String
    let terminal: String
    let acao: String
    let entidade: String
    let sujeito: String?
    let campos: String
    let motivo: String?
    let resultado: String
    let endereco: String?
    let endereco_origem: String?
    let pedido: String?
    let formato: Int64
    let anterior: String
    let hash: String
  }
}
