import ContactsCore
import Glibc

extension CommandSpec {
  static let requestVerify = CommandSpec(
    path: ["request", "verify"], word: "request verify",
    summary: "confere um pacote de portabilidade: cada arquivo, e a assinatura",
    details: [
      "Sai com 0 quando tudo está como foi assinado, e com 65 quando não, dizendo o que difere. Onde há um "
        + "cadastro, confere também se a chave é desta central; sem ele, compare a chave mostrada com a "
        + "que a central divulga. Não mostra dado de ninguém."
    ],
    operands: [
      Operand(name: "PACOTE", isRequired: true, help: "o arquivo zip")
    ],
    options: [.json], opensStore: false,
    run: { arguments, context in
      let descriptor = UserFile.open(arguments.operand(0) ?? "", O_RDONLY)
      guard descriptor >= 0 else {
        throw Failure(
          .noInput, .notFound, "O arquivo não pode ser lido: \(Streams.describe(errno)).")
      }
      defer { close(descriptor) }
      var keys: [String]?
      let folder = context.environment.folder
      if ContactBook.exists(in: folder) {
        let book = try ContactBook.open(in: folder, surroundings: context.surroundings)
        keys = try await book.documentKeys()
        await book.close()
      }
      let verdict = PackageVerdict.of(package: "/proc/self/fd/\(descriptor)", keys: keys)
      guard verdict.isIntact else {
        throw Failure(
          .badData, .validation, verdict.problems.joined(separator: " "),
          details: ["problemas": .array(verdict.problems.map(JSON.string))])
      }
      let files = verdict.manifest?.files ?? []
      guard !arguments.has("--json") else {
        return try Streams.writeLine(
          JSON.members([
            "integro": true, "pedido": .optional(verdict.manifest?.request),
            "chave": .string(verdict.publicKey), "chave_conhecida": .bool(keys != nil),
            "arquivos": .array(files.map { .string($0.nome) }),
          ]).line)
      }
      try Streams.writeLine(
        "Pacote íntegro: \(files.count) arquivos, pedido "
          + "\(printable(verdict.manifest?.request ?? "")).\nAssinado pela chave \(verdict.publicKey)"
          + (keys == nil
            ? "; sem um cadastro aqui, confira-a com a central." : ", que é desta central."))
    })
}
