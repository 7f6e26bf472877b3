public import ContactsCore

/// A store of one test, with its first user, and invented people to fill it with.
public struct TestStore: Sendable {
  public let folder: TestFolder
  public let book: ContactBook
  /// Holds all four roles.
  public let owner: Actor

  public static let account = SystemAccount(login: "ana", systemUserID: 1000)

  public init(surroundings: Surroundings = .test()) async throws {
    folder = TestFolder()
    book = try ContactBook.create(
      in: folder.data,
      centre: CentreProfile(
        organization: "Central de Teste", dataProtectionOfficer: "Davi Prado",
        dataProtectionEmail: "davi@example.org"),
      owner: TestStore.account, surroundings: surroundings)
    owner = try await book.actor(
      for: TestStore.account, session: surroundings.newUID(), terminal: "/dev/pts/7")
  }

  /// The owner, connected from another machine, in the middle of something asked for.
  public var distantOwner: Actor {
    Actor(
      login: owner.login, systemUserID: owner.systemUserID, roles: owner.roles,
      session: owner.session, terminal: owner.terminal,
      address: ConnectingAddress(text: "203.0.113.7", source: .environment),
      request: UID("019aa600-0000-7000-8000-0000000000aa"))
  }

  /// The owner with other roles.
  public func actor(_ roles: Set<Role>, login: String = "ana") -> Actor {
    Actor(
      login: login, systemUserID: owner.systemUserID, roles: roles, session: owner.session,
      terminal: owner.terminal)
  }
}

extension ContactFields {
  /// Fields as a form would give them; a phone or e-mail that cannot be read is left out.
  public static func person(
    _ name: String? = nil, phones: [String] = [], emails: [String] = [], cpf: String? = nil,
    city: String? = nil
  ) -> ContactFields {
    ContactFields(
      name: name.map(Sensitive.init),
      phones: phones.compactMap { PhoneNumber($0, areaCode: nil) }.map(Sensitive.init),
      emails: emails.compactMap(EmailAddress.init).map(Sensitive.init),
      cpf: cpf.flatMap(CPF.init).map(Sensitive.init), city: city.map(Sensitive.init))
  }
}

extension Registration {
  /// A new contact, alone or with a first interaction about `text`.
  public static func new(_ fields: ContactFields, text: String? = nil, key: UID) -> Registration {
    Registration(
      target: .new(fields), interaction: text.map(InteractionFields.note), consent: .notAsked,
      idempotencyKey: key, draft: nil)
  }
}

extension InteractionFields {
  /// A call of the morning of 21 November 2026.
  public static func note(_ text: String) -> InteractionFields {
    InteractionFields(
      channel: .phone, reasonCode: nil, reason: nil, urgency: .medium,
      occurredAt: Timestamp(milliseconds: 1_795_263_300_000), text: Sensitive(text),
      extraction: .manual, provenance: [])
  }
}
