import ContactsCore
import Glibc

extension CommandSpec {
  private static let login = Operand(
    name: "NOME", isRequired: true, help: "nome de entrada da pessoa usuária")
  private static let account = Option(
    name: "--system-user", value: "CONTA", help: "conta da máquina com que a pessoa entra")

  static let userAdd = CommandSpec(
    path: ["user", "add"], word: "user add", summary: "cadastra uma pessoa usuária",
    details: [
      "Onde se entra pela conta da máquina, a conta é --system-user, ou a de mesmo nome. Onde se "
        + "entra com senha, a primeira senha é digitada aqui, duas vezes, ou lida de uma linha da "
        + "entrada padrão; a pessoa a troca ao entrar (`user passwd`).",
      "Papéis: atendente, supervisor, encarregado, admin. Veja docs/papeis.md.",
    ],
    operands: [login],
    options: [
      Option(name: "--roles", value: "PAPÉIS", help: "um ou mais papéis, separados por vírgula"),
      account, Option(name: "--password", help: "dá também uma senha, onde se entra pela conta"),
    ],
    examples: [
      "atende user add bia --roles atendente",
      "atende user add caio --roles supervisor,encarregado",
    ],
    run: { arguments, context in
      let login = NewUser.normalised(arguments.operand(0) ?? "")
      let roles = try arguments.roles("--roles")
      guard !roles.isEmpty else {
        throw Failure.usage(
          "Diga os papéis: `--roles atendente`.", details: ["opcao": "--roles"])
      }
      let desk = try await context.desk()
      let mode = try await desk.book.signInMode()
      var user = NewUser(login: login, roles: roles, systemUserID: nil, password: nil)
      if mode == .system || arguments["--system-user"] != nil {
        user.systemUserID = try systemUserID(of: arguments["--system-user"] ?? login)
      }
      if mode == .password || arguments.has("--password") {
        // Who may not is told before being asked for anything.
        _ = try await desk.book.users(as: desk.actor)
        user.password = try PasswordInput.new("Primeira senha de \(printable(login))")
      }
      try await desk.book.add(user, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("\(printable(login)) já pode entrar: \(roles.listed).")
    })

  static let userList = CommandSpec(
    path: ["user", "list"], word: "user list",
    summary: "mostra as pessoas usuárias e seus papéis",
    options: [.json],
    run: { arguments, context in
      let desk = try await context.desk()
      let users = try await desk.book.users(as: desk.actor)
      await desk.book.close()
      try Streams.write(
        arguments.has("--json")
          ? users.map { $0.json.line + "\n" }.joined() : User.table(of: users))
    })

  static let userRole = CommandSpec(
    path: ["user", "role"], word: "user role", summary: "dá e tira papéis de uma pessoa usuária",
    details: [
      "Vale já na próxima coisa que a pessoa fizer. A última pessoa admin não perde o papel."
    ],
    operands: [login],
    options: [
      Option(name: "--add", value: "PAPÉIS", help: "papéis a dar, separados por vírgula"),
      Option(name: "--remove", value: "PAPÉIS", help: "papéis a tirar, separados por vírgula"),
    ],
    examples: ["atende user role bia --add supervisor --remove atendente"],
    run: { arguments, context in
      let (adding, removing) = (try arguments.roles("--add"), try arguments.roles("--remove"))
      guard !adding.isEmpty || !removing.isEmpty else {
        throw Failure.usage("Diga o que muda: `--add PAPÉIS` ou `--remove PAPÉIS`.")
      }
      let desk = try await context.desk()
      let roles = try await desk.book.changeRoles(
        of: arguments.operand(0) ?? "", adding: adding, removing: removing, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Papéis: \(roles.listed).")
    })

  static let userDisable = CommandSpec(
    path: ["user", "disable"], word: "user disable",
    summary: "impede uma pessoa usuária de entrar, e encerra suas telas",
    details: ["Nada do que ela fez se apaga. `user enable` desfaz."],
    operands: [login],
    run: { arguments, context in try await setActive(false, arguments, context) })

  static let userEnable = CommandSpec(
    path: ["user", "enable"], word: "user enable",
    summary: "deixa uma pessoa usuária entrar de novo",
    operands: [login],
    run: { arguments, context in try await setActive(true, arguments, context) })

  static let userLink = CommandSpec(
    path: ["user", "link"], word: "user link",
    summary: "liga uma pessoa usuária a outra conta da máquina",
    details: ["Depois de mudar de máquina, as contas podem ter outros números: ligue-as de novo."],
    operands: [login], options: [account],
    examples: ["atende user link bia --system-user bsouza"],
    run: { arguments, context in
      let login = arguments.operand(0) ?? ""
      let number = try systemUserID(of: arguments["--system-user"] ?? login)
      let desk = try await context.desk()
      try await desk.book.link(login, to: number, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("Pronto: \(printable(login)) entra por essa conta.")
    })

  static let userPassword = CommandSpec(
    path: ["user", "passwd"], word: "user passwd",
    summary: "troca a própria senha, ou dá a alguém uma senha provisória",
    details: [
      "Sem NOME, troca a própria: a atual e, duas vezes, a nova. Sem terminal, a nova é uma linha da "
        + "entrada padrão. Com NOME, quem administra dá uma senha provisória, que a pessoa troca ao "
        + "entrar; suas telas se encerram.",
      "A senha precisa de \(PasswordRules.shortest) caracteres e não pode estar entre as mais usadas. "
        + "Onde se entra pela conta da máquina, ela serve para desbloquear a tela.",
    ],
    operands: [
      Operand(name: "NOME", isRequired: false, help: "de quem é a senha; sem ele, a própria")
    ],
    run: { arguments, context in
      let desk = try await context.desk()
      let own = desk.actor.login
      let login = NewUser.normalised(arguments.operand(0) ?? own)
      if login == own {
        let current = try await desk.currentPassword()
        try await desk.book.changePassword(
          from: current, to: try PasswordInput.new(), as: desk.actor)
      } else {
        _ = try await desk.book.users(as: desk.actor)
        try await desk.book.setPassword(
          try PasswordInput.new("Senha provisória de \(printable(login))"), of: login,
          as: desk.actor)
      }
      await desk.book.close()
      try Streams.writeLine("Senha trocada.")
    })

  static let userRecover = CommandSpec(
    path: ["user", "recover"], word: "user recover",
    summary: "devolve o acesso de administração, para quem é dono da pasta de dados",
    details: [
      "Para quando ninguém mais consegue administrar: senha esquecida, última pessoa admin sem acesso, "
        + "máquina nova. Só a conta dona da pasta de dados, ou root, pode; fica na auditoria e nos "
        + "avisos ao encarregado. Veja docs/recuperacao.md.",
      "NOME passa a ter o papel admin e entra pela conta --system-user (ou a de mesmo nome), ou pela "
        + "senha que se digita aqui, conforme a central.",
    ],
    operands: [login], options: [account],
    examples: ["sudo atende user recover rosa"],
    run: { arguments, context in
      let login = NewUser.normalised(arguments.operand(0) ?? "")
      let book = try ContactBook.open(
        in: context.environment.folder, surroundings: context.surroundings)
      let way: ContactBook.Recovery =
        switch try await book.signInMode() {
        case .system: .system(try systemUserID(of: arguments["--system-user"] ?? login))
        case .password: .password(try PasswordInput.new())
        }
      try await book.recoverAdministrator(login, by: way, from: context.arrival())
      await book.close()
      try Streams.writeLine("Pronto: \(printable(login)) administra a central e já pode entrar.")
    })

  private static func setActive(
    _ isActive: Bool, _ arguments: Arguments, _ context: Context
  ) async throws {
    let desk = try await context.desk()
    let login = arguments.operand(0) ?? ""
    try await desk.book.setActive(isActive, login: login, as: desk.actor)
    await desk.book.close()
    let sentence = isActive ? "pode entrar de novo" : "não entra mais"
    try Streams.writeLine("Pronto: \(printable(login)) \(sentence).")
  }

  /// The number of an account of this machine.
  private static func systemUserID(of name: String) throws(Failure) -> UInt32 {
    guard let account = SystemAccount(named: name) else {
      throw Failure(
        .noInput, .notFound,
        "Esta máquina não tem essa conta. Crie-a antes, ou diga outra com `--system-user`.",
        details: ["opcao": "--system-user"])
    }
    return account.systemUserID
  }
}

extension Arguments {
  /// Roles of a list with commas; none when the option was not given.
  fileprivate func roles(_ name: String) throws(Failure) -> Set<Role> {
    guard let text = self[name] else { return [] }
    var roles: Set<Role> = []
    for word in text.split(separator: ",") {
      guard let role = Role(rawValue: folded(String(word)).filter { !$0.isWhitespace }) else {
        throw .usage(
          "`\(name)` só pode ter \(listed(Role.allCases.map(\.rawValue))).",
          details: ["opcao": .string(name)])
      }
      roles.insert(role)
    }
    return roles
  }
}

extension Set<Role> {
  fileprivate var listed: String { map(\.rawValue).sorted().joined(separator: ", ") }
}

extension User {
  fileprivate var json: JSON {
    .members([
      "nome": .string(login), "papeis": .array(roles.map(\.rawValue).sorted().map(JSON.string)),
      "ativa": .bool(isActive), "conta": systemUserID.map { .integer(Int64($0)) } ?? .null,
      "tem_senha": .bool(hasPassword), "criada_em": .string(createdAt.iso8601),
      "ultima_entrada": .optional(lastSignIn?.iso8601),
    ])
  }

  fileprivate static func table(of users: [User]) -> String {
    var lines = [["Nome", "Papéis", "Situação", "Última entrada"]]
    lines += users.map { user in
      [
        printable(user.login), user.roles.listed, user.isActive ? "ativa" : "desativada",
        user.lastSignIn?.local.display ?? "–",
      ]
    }
    return textTable(lines)
  }
}
