import ContactsCore
import Glibc

extension CommandSpec {
  private static let place = Option(
    name: "--folder", value: "PASTA", help: "outra pasta que não a de `copia.pasta`")
  private static let copy = Operand(
    name: "ARQUIVO", isRequired: true, help: "a cópia, com o manifesto (.json) ao lado")
  private static let identity = Option(
    name: "--identity", value: "ARQUIVO", help: "a chave secreta, como `age-keygen` a grava")

  static let backupRun = CommandSpec(
    path: ["backup", "run"], word: "backup run", summary: "faz uma cópia de segurança cifrada",
    details: [
      "Uma cópia inteira e consistente do cadastro, comprimida com zstd e cifrada com age para a chave de "
        + "`copia.destinatario`: `age -d -i CHAVE ARQUIVO | zstd -d > atende.db` a abre em qualquer lugar. "
        + "Ao lado ficam um manifesto com resumos e o livro de eliminações. Cópias de mais de "
        + "`copia.dias` (90) são removidas.",
      "Guarde as cópias em outra máquina, a chave secreta longe delas, e também a pasta `chaves`.",
    ],
    options: [place, .json],
    run: { arguments, context in
      let desk = try await context.desk()
      let receipt = try await desk.book.backup(to: arguments["--folder"], as: desk.actor)
      await desk.book.close()
      if arguments.has("--json") {
        try Streams.writeLine(receipt.manifest.json)
        return
      }
      try Streams.writeLine(
        "Cópia gravada em \(printable(receipt.path)): \(grouped(Int(receipt.manifest.fileBytes))) bytes. "
          + "Vale até \(receipt.manifest.expires.local.date.display)."
          + (receipt.removed > 0 ? " Cópias vencidas removidas: \(receipt.removed)." : ""))
    })

  static let backupList = CommandSpec(
    path: ["backup", "list"], word: "backup list", summary: "mostra as cópias de segurança",
    options: [place, .json],
    run: { arguments, context in
      let desk = try await context.desk()
      let manifests = try await desk.book.backups(in: arguments["--folder"], as: desk.actor)
      await desk.book.close()
      if arguments.has("--json") {
        try Streams.write(manifests.map { $0.json + "\n" }.joined())
        return
      }
      guard !manifests.isEmpty else {
        try Streams.writeLine("Nenhuma cópia.")
        return
      }
      try Streams.write(
        textTable(
          [["Arquivo", "Feita em", "Vale até", "Bytes"]]
            + manifests.map { manifest in
              [
                printable(manifest.file), manifest.made.local.display,
                manifest.expires.local.date.display, grouped(Int(manifest.fileBytes)),
              ]
            }))
    })

  static let backupVerify = CommandSpec(
    path: ["backup", "verify"], word: "backup verify", summary: "confere uma cópia de segurança",
    details: [
      "Sem --identity, confere o arquivo contra o manifesto. Com a chave secreta, decifra e confere cada "
        + "byte do cadastro, sem gravar nada."
    ],
    operands: [copy], options: [identity, .json],
    opensStore: false,
    run: { arguments, context in
      let manifest = try ContactBook.verifyBackup(
        arguments.operand(0) ?? "", as: try arguments.ageIdentity(),
        at: context.surroundings.now())
      if arguments.has("--json") {
        try Streams.writeLine(manifest.json)
        return
      }
      try Streams.writeLine(
        "A cópia de \(manifest.made.local.display) está inteira."
          + (arguments["--identity"] == nil ? " O conteúdo só se confere com --identity." : ""))
    })

  static let backupKey = CommandSpec(
    path: ["backup", "key"], word: "backup key",
    summary: "faz a chave das cópias de segurança e passa a usá-la",
    details: [
      "Grava a chave secreta em um arquivo que só quem o faz pode ler, e põe a pública em "
        + "`copia.destinatario`. Sem a secreta nenhuma cópia se abre: guarde-a fora desta máquina, em dois "
        + "lugares.",
      "As cópias feitas antes só abrem com a chave de antes: guarde-a enquanto elas valerem.",
    ],
    options: [
      Option(name: "--output", value: "ARQUIVO", help: "onde gravar a secreta (obrigatório)"),
      .force,
    ],
    run: { arguments, context in
      guard let path = arguments["--output"] else {
        throw Failure.usage("Falta dizer o arquivo: `--output ARQUIVO`.")
      }
      let place = try OutputPlace(path, outside: context.environment.folder)
      let isReplacing = arguments.has("--force")
      let held = heldIdentity(in: path)
      try place.refuseTaken(
        replacing: isReplacing, otherwise: held == nil ? OutputPlace.force : keyIsThere)
      let desk = try await context.desk()
      try await desk.book.demand(.changeSettings, as: desk.actor)
      let earlier = try await desk.book.settings().backupRecipient
      guard let key = AgeIdentity(seed: context.surroundings.randomBytes(32)) else {
        throw Failure(StoreError(.internal))
      }
      try key.write(
        to: place.path, replacing: isReplacing, number: context.surroundings.randomBytes(8))
      try await desk.book.changeSettings(
        [.backupRecipient: key.recipient.text], as: desk.actor)
      await desk.book.close()
      try Streams.writeLine(
        "Chave secreta gravada em \(printable(place.name)). As cópias passam a ser cifradas para "
          + "\(key.recipient.text).")
      if held != nil {
        try Streams.writeLine(
          "A chave que estava nesse arquivo foi substituída: se não há outra, as cópias feitas para ela nunca mais "
            + "se abrem. Faça já uma cópia com a nova: `atende backup run`.")
      } else if earlier != nil {
        try Streams.writeLine(
          "As cópias feitas até agora só abrem com a chave anterior: guarde-a enquanto elas valerem."
        )
      }
    })

  private static let keyIsThere =
    "Ele tem uma chave secreta: sem ela, as cópias feitas para ela nunca mais se abrem. Dê outro nome à nova; "
    + "com `--force` a antiga é substituída."

  /// The secret key that a file already holds.
  private static func heldIdentity(in path: String) -> AgeIdentity? {
    // What cannot be read as one is no key, whatever it is.
    (try? Input.text(of: path, limit: 1 << 16)).flatMap(AgeIdentity.init(file:))
  }

  static let restore = CommandSpec(
    path: ["restore"], word: "restore", summary: "restaura uma cópia em uma pasta de dados vazia",
    details: [
      "A pasta é $ATENDE_HOME, e não pode ter um cadastro. A cópia é conferida inteira antes de qualquer "
        + "mudança. Quem foi eliminado depois dela é eliminado de novo antes que o cadastro abra, pelo livro de "
        + "eliminações que está ao lado da cópia, ou pelo de --ledger. Ao fim, diz quanto tempo levou."
    ],
    operands: [copy],
    options: [
      identity,
      Option(
        name: "--ledger", value: "ARQUIVO", help: "o livro de eliminações mais novo que houver"),
      Option(
        name: "--no-ledger",
        help: "confirma que não há livro: quem foi eliminado depois da cópia volta"),
    ],
    opensStore: false,
    run: { arguments, context in
      let elapsed = context.stopwatch()
      guard let key = try arguments.ageIdentity() else {
        throw Failure.usage("Falta a chave secreta: `--identity ARQUIVO`.")
      }
      try Founding.check(context.environment.folder)
      let receipt = try await ContactBook.restore(
        arguments.operand(0) ?? "", as: key, ledger: arguments["--ledger"],
        hasNoLedger: arguments.has("--no-ledger"), into: context.environment.folder,
        surroundings: context.surroundings,
        by: Arrival(.live, session: context.session, terminal: ""))
      let milliseconds = elapsed()
      try Streams.writeLine(
        "Cadastro de \(receipt.manifest.made.local.display) restaurado em "
          + "\(milliseconds / 1000),\(String(1000 + milliseconds % 1000).dropFirst()) s. Eliminações reaplicadas: "
          + "\(grouped(receipt.replayed)). "
          + (receipt.replayed > 0
            ? ""
            : "O livro não diz de ninguém eliminado depois da cópia: se há um mais novo, restaure de novo com "
              + "`--ledger`. ")
          + (receipt.unsealed == 0
            ? ""
            : "\(grouped(receipt.unsealed)) linha(s) do livro são de versões sem selo, e valeram sem prova de que esta "
              + "central as escreveu. ")
          + "Falta a pasta `chaves`: restaure-a também, ou crie outras "
          + "com `atende audit replace-key`.")
    })
}

extension Arguments {
  fileprivate func ageIdentity() throws(Failure) -> AgeIdentity? {
    guard let path = self["--identity"] else { return nil }
    guard let identity = AgeIdentity(file: try Input.text(of: path, limit: 1 << 16)) else {
      throw .badData("O arquivo não tem uma chave secreta do age (AGE-SECRET-KEY-1…).")
    }
    return identity
  }
}
