import ContactsCore

extension CommandSpec {
  static let initialise = CommandSpec(
    path: ["init"], word: "init", summary: "cria o cadastro desta central na pasta de dados",
    details: [
      "A pasta é $ATENDE_HOME, ou $XDG_DATA_HOME/atende, ou ~/.local/share/atende. Quem executa "
        + "`init` fica com os quatro papéis: atendente, supervisor, encarregado e admin.",
      "Em um terminal e sem --organization, pergunta o que falta. Onde já existe um cadastro, nada "
        + "muda e a saída é 73.",
      "--login sistema: cada pessoa entra pela sua conta da máquina. --login senha: várias pessoas usam "
        + "o mesmo terminal e entram com nome e senha; a da primeira é digitada duas vezes, lida de "
        + "--password-file, ou de uma linha da entrada padrão.",
    ],
    options: [
      Option(name: "--organization", value: "NOME", help: "nome da central"),
      Option(name: "--dpo", value: "NOME", help: "pessoa encarregada dos dados (LGPD, art. 41)"),
      Option(name: "--dpo-email", value: "E-MAIL", help: "e-mail da pessoa encarregada"),
      Option(
        name: "--login", value: "MODO", choices: SignInMode.allCases.map(\.rawValue),
        help: "como se entra nesta central (padrão: sistema)"),
      Option(
        name: "--as", value: "NOME",
        help: "nome de entrada da primeira pessoa, com --login senha (padrão: o da conta)"),
      Option(
        name: "--password-file", value: "ARQUIVO", help: "a senha dela, em um arquivo só seu"),
      Option(
        name: "--demo", help: "carrega pessoas e atendimentos inventados, para conhecer o programa"),
    ],
    examples: [
      "atende init",
      "atende init --organization \"Central Acolher\" --dpo \"Rosa Dias\" --dpo-email rosa@exemplo.com.br",
    ],
    opensStore: false,
    run: { arguments, context in
      guard !ContactBook.exists(in: context.environment.folder) else {
        do throws(StoreError) {
          try ContactBook.checkReach(of: context.environment.folder)
        } catch {
          throw Failure(error)
        }
        throw Failure(StoreError(.alreadyInitialised))
      }
      try Founding.check(context.environment.folder)
      var profile = CentreProfile(
        organization: arguments["--organization"], dataProtectionOfficer: arguments["--dpo"],
        dataProtectionEmail: arguments["--dpo-email"], isTrial: arguments.has("--demo"))
      if profile.organization == nil, Streams.inputIsTerminal { profile.ask() }
      if let email = profile.dataProtectionEmail, EmailAddress(email) == nil {
        throw Failure.badData(
          "O e-mail da pessoa encarregada não é um endereço válido.",
          details: ["opcao": "--dpo-email"])
      }
      let entry = try firstEntry(arguments, context)
      let book: ContactBook
      do throws(StoreError) {
        book = try ContactBook.create(
          in: context.environment.folder, centre: profile, owner: .live,
          surroundings: context.surroundings, entry: entry)
      } catch {
        throw InitFailure.describe(error)
      }
      context.log.record(.storeCreated)
      try Streams.writeLine("Cadastro criado em \(printable(context.environment.folder.path)).")
      if arguments.has("--demo") { try await loadDemo(into: book, entry, context) }
      await book.close()
      try Streams.writeLine("Pronto. `atende` abre as telas; `atende doctor` confere a instalação.")
    })

  /// How the first person comes in.
  private static func firstEntry(
    _ arguments: Arguments, _ context: Context
  ) throws(Failure) -> FirstEntry {
    guard arguments["--login"] == SignInMode.password.rawValue else { return .system }
    let password =
      if let file = context.credentials.file {
        try PasswordInput.file(file)
      } else {
        try PasswordInput.new("Sua senha")
      }
    return .password(login: context.credentials.login ?? SystemAccount.live.login, password)
  }

  private static func loadDemo(
    into book: ContactBook, _ entry: FirstEntry, _ context: Context
  ) async throws {
    let actor: Actor
    switch entry {
    case .system: actor = try await context.actor(in: book)
    case .password(let login, let password):
      actor = try await book.signIn(login, password, from: context.arrival())
    }
    let demo = DemoPeople(now: context.surroundings.now())
    let people = demo.registrations(context.surroundings)
    for start in stride(from: 0, to: people.count, by: 50) {
      let batch = Array(people[start..<min(start + 50, people.count)])
      let receipts = try await save(batch, in: book, as: actor)
      let followUps = receipts.enumerated().compactMap { offset, receipt in
        demo.followUp(
          start + offset, of: receipt.uid, key: context.surroundings.newUID())
      }
      _ = try await save(followUps, in: book, as: actor)
    }
    try Streams.writeLine("\(people.count) pessoas inventadas, com seus atendimentos.")
  }

  private static func save(
    _ batch: [Registration], in book: ContactBook, as actor: Actor
  ) async throws -> [Receipt] {
    try await book.importContacts(batch, as: actor).map { try $0.get() }
  }
}

/// Making a store fails for reasons of the folder, not of the data.
private enum InitFailure {
  static func describe(_ error: StoreError) -> Failure {
    switch error.reason {
    case .io, .diskFull:
      Failure(
        .cannotCreate, .database,
        "Não foi possível criar o cadastro: a pasta de dados não pode ser criada ou gravada.")
    default: Failure(error)
    }
  }
}

extension CentreProfile {
  /// Asks on the terminal what nobody said; an empty answer leaves the standard.
  fileprivate mutating func ask() {
    organization = CentreProfile.answer("Nome da central")
    if dataProtectionOfficer == nil {
      dataProtectionOfficer = CentreProfile.answer("Pessoa encarregada dos dados (LGPD, art. 41)")
    }
    while dataProtectionEmail == nil {
      guard let email = CentreProfile.answer("E-mail da pessoa encarregada") else { return }
      if EmailAddress(email) != nil {
        dataProtectionEmail = email
      } else {
        Streams.complain("Esse endereço não parece válido. Deixe em branco para pular.")
      }
    }
  }

  private static func answer(_ question: String) -> String? {
    Streams.prompt("\(question) (Enter deixa em branco): ")
    let line = readLine() ?? ""
    return line.allSatisfy(\.isWhitespace) ? nil : line
  }
}
