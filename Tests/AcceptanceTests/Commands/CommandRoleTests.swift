import FoundationEssentials
import TestSupport
import Testing

/// Every command, run by somebody of each role: it does its work, or exits 77 and is in the audit.
@Suite("Roles and commands")
struct CommandRoleTests {
  private static let roles = ["atendente", "supervisor", "encarregado", "admin"]
  private static let readers = ["atendente", "supervisor", "encarregado"]

  /// What is run, and who may; `UID` and `AVISO` stand for a contact and a notice.
  private static let commands: [(words: [String], input: String, allowed: Set<String>)] = [
    (["contact", "add"], #"{"nome": "Ana"}"#, ["atendente", "supervisor"]),
    (["contact", "show", "UID"], "", ["atendente", "supervisor", "encarregado"]),
    (
      ["contact", "show", "UID", "--break-glass", "um motivo qualquer"], "",
      ["atendente", "supervisor", "encarregado"]
    ),
    (["contact", "search", "x"], "", ["atendente", "supervisor", "encarregado"]),
    (["contact", "duplicates"], "", ["atendente", "supervisor"]),
    (["contact", "merge", "UID", "UID"], "", ["atendente", "supervisor"]),
    (["contact", "undo", "UID"], "", ["atendente", "supervisor"]),
    (["contact", "edit", "UID"], #"{"cidade": "Recife"}"#, ["atendente", "supervisor"]),
    (
      [
        "contact", "restrict", "UID", "--to", readers.joined(separator: ","), "--reason",
        "um motivo qualquer",
      ], "", ["supervisor", "encarregado"]
    ),
    (
      ["contact", "unrestrict", "UID", "--reason", "um motivo qualquer"], "",
      ["supervisor", "encarregado"]
    ),
    (["callback", "add", "UID", "--at", "em 2 horas"], "", ["atendente", "supervisor"]),
    (["callback", "list"], "", ["atendente", "supervisor"]),
    (["callback", "pass", "UID", "--to", "ana", "--reason", "fim de turno"], "", ["supervisor"]),
    (["callback", "done", "UID"], "", ["atendente", "supervisor"]),
    (["import", "CSV"], "", ["supervisor"]),
    (
      [
        "export", "--format", "csv", "--output", "-", "--justification", "um motivo qualquer",
      ], "", ["supervisor"]
    ),
    (
      ["export", "--format", "csv", "--output", "-", "--masked"], "", ["supervisor", "encarregado"]
    ),
    (["queue", "list"], "", ["atendente", "supervisor"]),
    (["queue", "run", "--limit", "1"], "", ["atendente", "supervisor"]),
    (["queue", "retry", "UID"], "", ["atendente", "supervisor"]),
    (["queue", "discard", "UID", "--reason", "spam"], "", ["atendente", "supervisor"]),
    (["queue", "batches"], "", ["atendente", "supervisor"]),
    (["queue", "pause", "UID"], "", ["supervisor"]),
    (["queue", "resume", "UID"], "", ["supervisor"]),
    (["queue", "cancel", "UID"], "", ["supervisor"]),
    (["request", "new", "--type", "confirmacao", "--contact", "UID"], "", ["encarregado"]),
    (["request", "list"], "", ["encarregado"]),
    (
      ["request", "fulfil", "LGPD-20200101-0001", "--step", "entrega", "--evidence", "enviado"], "",
      ["encarregado"]
    ),
    (
      ["consent", "record", "UID", "--purpose", "retorno", "--decision", "recusado"], "",
      ["atendente", "supervisor", "encarregado"]
    ),
    (["consent", "revoke", "UID"], "", ["atendente", "supervisor", "encarregado"]),
    (["consent", "list", "UID"], "", ["atendente", "supervisor", "encarregado"]),
    (["report", "ropa"], "", ["supervisor", "encarregado", "admin"]),
    (["report", "ripd", "--json"], "", ["supervisor", "encarregado", "admin"]),
    (["incident", "new", "-"], "planilha perdida", ["encarregado"]),
    (["incident", "list"], "", ["encarregado"]),
    (["incident", "show", "INC-20200101-0001"], "", ["encarregado"]),
    (["request", "show", "LGPD-20200101-0001"], "", ["encarregado"]),
    (
      [
        "request", "refuse", "LGPD-20200101-0001", "--article", "art. 16, I", "--reason",
        "um motivo qualquer",
      ], "", ["encarregado"]
    ),
    (["report", "day"], "", ["supervisor", "encarregado", "admin"]),
    (["report", "period"], "", ["supervisor", "encarregado", "admin"]),
    (["report", "extraction"], "", ["supervisor", "encarregado", "admin"]),
    (["audit", "list", "--limit", "1"], "", ["encarregado"]),
    (["audit", "verify"], "", ["encarregado", "admin"]),
    (["audit", "export", "--output", "SAIDA"], "", ["encarregado"]),
    (["audit", "checkpoint"], "", ["encarregado", "admin"]),
    (["audit", "seal", "--dry-run"], "", ["encarregado", "admin"]),
    (["audit", "replace-key", "auditoria", "--reason", "rotina"], "", ["admin"]),
    (["user", "add", "nova-PAPEL", "--roles", "atendente"], "uma senha provisória\n", ["admin"]),
    (["user", "list"], "", ["admin"]),
    (["user", "role", "alvo", "--add", "supervisor"], "", ["admin"]),
    (["user", "disable", "alvo"], "", ["admin"]),
    (["user", "enable", "alvo"], "", ["admin"]),
    (["user", "link", "alvo", "--system-user", "daemon"], "", ["admin"]),
    (["user", "passwd", "alvo"], "outra senha provisória\n", ["admin"]),
    (["erase", "UID", "--request", "LGPD-20261121-0001", "--dry-run"], "", ["encarregado"]),
    (
      [
        "hold", "add", "UID", "--kind", "documento", "--article", "art. 16, I", "--reason",
        "um motivo qualquer",
      ], "", ["encarregado"]
    ),
    (["hold", "release", "UID", "--reason", "um motivo qualquer"], "", ["encarregado"]),
    (["contact", "block", "UID", "--reason", "curto"], "", ["encarregado"]),
    (
      ["contact", "guardian", "UID", "--aggressor"], "", ["atendente", "supervisor", "encarregado"]
    ),
    (["contact", "guardian", "UID", "--withdraw", "--reason", "-"], "curto", ["encarregado"]),
    (["contact", "unblock", "UID", "--reason", "um motivo qualquer"], "", ["encarregado"]),
    (["hold", "list"], "", ["encarregado"]),
    (["retention", "list"], "", ["encarregado", "admin"]),
    (["retention", "run", "--yes"], "", ["encarregado", "admin"]),
    (["request", "certificate", "1"], "", ["encarregado"]),
    (["approval", "list"], "", ["supervisor", "encarregado"]),
    (["approval", "grant", "0000-0000"], "", ["supervisor", "encarregado"]),
    (["approval", "deny", "0000-0000"], "", ["supervisor", "encarregado"]),
    (["backup", "run"], "", ["admin"]),
    (["backup", "list"], "", ["admin"]),
    (["backup", "key", "--output", "SAIDA"], "", ["admin"]),
    (["config", "list"], "", Set(roles)),
    (["config", "get", "telefone.ddd"], "", Set(roles)),
    (["config", "set", "telefone.ddd", "11"], "", ["admin"]),
    (["warning", "list"], "", ["supervisor", "encarregado", "admin"]),
    (["warning", "ack", "disco"], "", ["supervisor", "encarregado", "admin"]),
    (["catalog", "list", "motivos"], "", ["supervisor", "admin"]),
    (["catalog", "add", "motivos", "Motivo de PAPEL"], "", ["supervisor"]),
    (["catalog", "rename", "motivos", "saude", "Saúde"], "", ["supervisor"]),
    (["catalog", "retire", "encaminhamentos", "samu"], "", ["admin"]),
    (["notice", "list"], "", ["encarregado"]),
    (["notice", "done", "AVISO"], "", ["encarregado"]),
  ]

  /// Commands that no role opens, and what does.
  private static let others = [
    "init": "não há ainda cadastro", "extract": "não abre o cadastro",
    "doctor": "não mostra dado de ninguém", "model status": "não mostra dado de ninguém",
    "model pull": "pergunta antes, e onde há cadastro pede o papel de admin",
    "mask": "não abre o cadastro", "backup verify": "não abre o cadastro",
    "restore": "ainda não há cadastro, e é preciso ter a chave secreta",
    "request verify": "não mostra dado de ninguém",
    "user recover": "ser dono da pasta de dados, ou root",
  ]

  @Test func `each command is for the roles that the table says`() async throws {
    let centre = try await PasswordCentre()
    for role in Self.roles { try await centre.add(role, role) }
    try await centre.add("alvo", "atendente")
    let added = try await centre.run(
      ["contact", "add", "--json"], as: "rosa", input: #"{"nome": "Maria Silva"}"#)
    let uid = try decoded(ReceiptObject.self, added.output).uid
    let restricted = try await centre.run(
      [
        "contact", "restrict", uid, "--to", "rosa," + Self.readers.joined(separator: ","),
        "--reason",
        "um motivo qualquer",
      ], as: "rosa")
    #expect(restricted.exitStatus == 0, "\(restricted.errors)")
    let notices = try await centre.run(["notice", "list", "--json"], as: "rosa")
    let notice = try decoded(NoticeObject.self, try #require(notices.lines.first)).uid
    let csv = try file("pessoas.csv", "nome\nRui Prado\n".utf8, in: centre.folder)
    let places = [
      "UID": uid, "AVISO": notice, "CSV": csv,
    ]

    print("\(Self.padded("comando", to: 22))\(Self.roles.joined(separator: "  "))")
    var refusals = 0
    for command in Self.commands {
      var marks: [String] = []
      for role in Self.roles {
        // Each its own: none replaces what another has written.
        let output = "\(centre.folder.path)/\(command.words[0])-\(role)"
        let words = command.words.map { word in
          word == "SAIDA" ? output : places[word] ?? word.replacing("PAPEL", with: role)
        }
        let run = try await centre.run(words, as: role, input: command.input)
        let isAllowed = run.exitStatus != 77
        #expect(isAllowed == command.allowed.contains(role), "\(role): \(words) \(run.errors)")
        refusals += isAllowed ? 0 : 1
        marks.append(Self.padded(isAllowed ? "sim" : "–", to: role.count))
      }
      let name = command.words.prefix { !$0.hasPrefix("-") && $0.allSatisfy(\.isLowercase) }
      print(Self.padded(name.joined(separator: " "), to: 22) + marks.joined(separator: "  "))
    }
    let refused = try await centre.run(["audit", "list", "--json"], as: "rosa").lines.filter {
      $0.contains("\"REFUSED\"") && !$0.contains("passwordChangeRequired")
    }
    #expect(refused.count == refusals)
    #expect(try await centre.run(["audit", "verify"], as: "rosa").exitStatus == 0)
  }

  @Test func `no command of the manual is missing here`() throws {
    let manual = try String(contentsOfFile: "\(SourceTree.root)/docs/comandos.md", encoding: .utf8)
    let named = manual.split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix("| `atende ") else { return nil }
      return line.dropFirst("| `atende ".count).split(separator: "`").first.map(String.init)
    }
    #expect(named.count > 20)
    let known = Self.commands.map { $0.words.prefix(2).joined(separator: " ") }
    for name in named {
      let isKnown =
        known.contains { $0 == name || $0.hasPrefix(name + " ") } || Self.others[name] != nil
      #expect(isKnown, "\(name)")
    }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

private struct NoticeObject: Decodable {
  let uid: String
}
