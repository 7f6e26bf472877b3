import ContactsCore
import Glibc

extension Check {
  static var engine: Check {
    let version = StoreHealth.engineVersion
    let title = "SQLite"
    if StoreHealth.engineHasFix {
      return Check(
        name: "sqlite", title: title, state: .fine,
        message: "Versão \(version), com a correção do registro de escritas (WAL).")
    }
    return Check(
      name: "sqlite", title: title, state: .warning,
      message:
        "Versão \(version), sem a correção do registro de escritas (WAL). O atende se protege com suas próprias travas.",
      advice: "Não deixe outro programa gravar em atende.db; para consultar, trabalhe em uma cópia."
    )
  }

  /// Presence, schema and soundness of the store.
  static func store(in folder: DataFolder) async -> [Check] {
    let title = "Cadastro"
    guard ContactBook.exists(in: folder) else {
      return [
        Check(
          name: "cadastro", title: title, state: .warning,
          message: "Ainda não há um cadastro em \(folder.path).",
          advice: "Execute `atende init`.")
      ]
    }
    do throws(StoreError) {
      try ContactBook.checkReach(of: folder)
      let report = try await StoreHealth.report(of: folder)
      return [schema(report.schema, folder), soundness(report.isSound), ledger(of: folder)]
    } catch {
      return [
        Check(
          name: "cadastro", title: title, state: .failure,
          message: "O cadastro em \(folder.path) não pode ser lido. \(error.message)",
          advice: error.reason == .noAccess
            ? "Confira as permissões da pasta e a quem ela pertence: `ls -ld` nela e no que há dentro."
            : "Confira as permissões da pasta e o disco; se preciso, restaure uma cópia.")
      ]
    }
  }

  private static func schema(_ state: SchemaState, _ folder: DataFolder) -> Check {
    let title = "Cadastro"
    return switch state {
    case .current:
      Check(
        name: "cadastro", title: title, state: .fine,
        message: "Em \(folder.path), na versão deste programa.")
    case .older:
      Check(
        name: "cadastro", title: title, state: .warning,
        message: "Foi feito por uma versão anterior do atende.",
        advice: "Ele é atualizado ao ser aberto, depois de copiado para \(folder.copies).")
    case .newer:
      Check(
        name: "cadastro", title: title, state: .failure,
        message: "Foi atualizado por uma versão mais nova do atende.",
        advice: "Use a versão mais nova nesta máquina também.")
    }
  }

  private static func soundness(_ isSound: Bool) -> Check {
    isSound
      ? Check(
        name: "integridade", title: "Integridade", state: .fine,
        message: "O arquivo do cadastro está íntegro.")
      : Check(
        name: "integridade", title: "Integridade", state: .failure,
        message: "O arquivo do cadastro está danificado.",
        advice: "Pare de usar, guarde uma cópia da pasta e restaure a última cópia boa.")
  }

  private static func ledger(of folder: DataFolder) -> Check {
    let title = "Livro de eliminações"
    guard let problem = ContactBook.ledgerProblem(in: folder) else {
      let unsealed = ContactBook.unsealedLines(in: folder)
      let old = unsealed == 0 ? "" : " \(unsealed) linha(s) são de versões sem selo."
      return Check(
        name: "livro_eliminacoes", title: title, state: .fine,
        message: "Ninguém o mudou desde que foi escrito." + old)
    }
    return Check(
      name: "livro_eliminacoes", title: title, state: .failure,
      message: problem.message,
      advice: "Copie de volta o eliminacoes.jsonl que está ao lado da última cópia de segurança.")
  }

  /// Whether the group, and nobody else, may use the folder and the store.
  static func permissions(of folder: DataFolder) -> [Check] {
    var status = stat()
    guard stat(folder.path, &status) == 0 else { return [] }
    var checks = [
      permission(
        name: "permissoes_pasta", title: "Pasta de dados", mode: status.st_mode & 0o7777,
        wanted: 0o2770, path: folder.path)
    ]
    if stat(folder.database, &status) == 0 {
      checks.append(
        permission(
          name: "permissoes_cadastro", title: "Arquivo do cadastro", mode: status.st_mode & 0o7777,
          wanted: 0o660, path: folder.database))
    }
    return checks
  }

  private static func permission(
    name: String, title: String, mode: mode_t, wanted: mode_t, path: String
  ) -> Check {
    let shown = String(mode, radix: 8)
    let command = "Execute `chmod \(String(wanted, radix: 8)) \(path)`."
    if mode & 0o007 != 0 {
      return Check(
        name: name, title: title, state: .failure,
        message: "Permissões \(shown): qualquer conta da máquina alcança dados pessoais.",
        advice: command)
    }
    if mode != wanted {
      return Check(
        name: name, title: title, state: .warning,
        message:
          "Permissões \(shown); para que outras contas do grupo trabalhem, seriam \(String(wanted, radix: 8)).",
        advice: command)
    }
    return Check(
      name: name, title: title, state: .fine,
      message: "Permissões \(shown): só o grupo alcança.")
  }
}
