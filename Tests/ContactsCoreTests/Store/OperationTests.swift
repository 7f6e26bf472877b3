import FoundationEssentials
import TestSupport
import Testing

@testable import ContactsCore

/// Every role tries every operation: it is allowed, or refused and in the audit.
@Suite("Roles and operations")
struct OperationTests {
  /// One role, the person who holds it, and what they try things on.
  struct Trial {
    let centre: Centre
    let role: Role
    let actor: Actor
    let contact, notice, session: UID
    let approval: String

    var book: ContactBook { centre.book }

    /// Of a text that is not in the queue.
    var lease: QueueLease {
      QueueLease(
        uid: contact, token: session, until: centre.clock.now, note: Sensitive(""),
        saidAt: centre.clock.now, tries: 0)
    }
  }

  struct Operation {
    /// The method's own name.
    let name: String
    /// Nil where every user may, and the method itself looks who it is.
    let permission: Permission?
    let attempt: @Sendable (Trial) async throws -> Void

    init(
      _ name: String, _ permission: Permission?,
      _ attempt: @escaping @Sendable (Trial) async throws -> Void
    ) {
      self.name = name
      self.permission = permission
      self.attempt = attempt
    }
  }

  /// Methods that no role opens, and what does.
  private static let others = [
    "knows": "diz só se há, ou houve, essa pessoa usuária",
    "exists": "diz só se há um cadastro", "create": "cria o cadastro", "open": "abre o arquivo",
    "close": "fecha o arquivo", "actor": "a conta da máquina", "signInMode": "uma configuração",
    "reasons": "o catálogo de motivos", "settings": "as configurações, sem dado de ninguém",
    "schemaState": "a versão do esquema", "stands": "se um identificador ainda vale, e nada mais",
    "ledgerProblem": "sem cadastro aberto, e nada de ninguém",
    "unsealedLines": "sem cadastro aberto, e nada de ninguém",
    "modelHealth": "o estado do modelo",
    "queueHealth": "quantos textos esperam", "outcomes": "o catálogo de desfechos",
    "referrals": "telefones públicos", "warnings": "o que `doctor` mostra: números da central",
    "answerKey": "um resumo com chave", "cachedAnswer": "posições em um texto que se tem",
    "keepAnswer": "posições em um texto que se tem",
    "signingKeys": "o estado das chaves públicas", "documentKeys": "as chaves públicas",
    "package": "o nome do que uma segunda pessoa aprova", "holding": "escolhe do que já se tem",
    "auditSegments": "os números dos arquivos selados",
    "write": "grava o que já se tem", "makeMissingKeys": "nada muda para quem não troca chaves",
    "whileNothingIsWritten": "espera que este processo não grave",
    "verifyBackup": "ter o arquivo, e para ler o conteúdo a chave secreta",
    "restore": "ter a cópia, a chave secreta e uma pasta vazia",
    "recoverAdministrator": "ser dono da pasta de dados, ou root",
    "checkReach": "diz se há um cadastro, e se a conta o alcança",
  ]

  static let why = Sensitive("um motivo para o teste")
  static let subject = Approval.Subject(
    kind: .export, scope: "teste", summary: "teste", count: 1000)

  static let full = ExportRequest(format: .csv, isMasked: false, justification: why)
  static let masked = ExportRequest(format: .csv, isMasked: true)

  private static let operations: [Operation] =
    contacts + desk + queue + compliance + rights + shift + people

  private static let contacts: [Operation] = [
    Operation("register", .registerContacts) {
      _ = try await $0.book.register(
        .new(.person("Ana"), key: $0.centre.surroundings.newUID()), as: $0.actor)
    },
    Operation("update", .registerContacts) {
      _ = try await $0.book.update($0.contact, to: .person("Bia"), version: 1, as: $0.actor)
    },
    Operation("sweepDuplicates", .mergeContacts) {
      _ = try await $0.book.sweepDuplicates(limit: 1, as: $0.actor)
    },
    Operation("merge", .mergeContacts) {
      _ = try await $0.book.merge(Merge(kept: $0.contact, gone: $0.contact), as: $0.actor)
    },
    Operation("undoChange", .registerContacts) {
      _ = try await $0.book.undoChange(of: $0.contact, as: $0.actor)
    },
    Operation("undoMerge", .mergeContacts) {
      _ = try await $0.book.undoMerge(of: $0.contact, as: $0.actor)
    },
    Operation("beginImport", .importContacts) {
      _ = try await $0.book.beginImport(of: "", format: "csv", again: true, as: $0.actor)
    },
    Operation("importedAt", .importContacts) {
      _ = try await $0.book.importedAt("", format: "csv", as: $0.actor)
    },
    Operation("checkImport", .importContacts) { try await $0.book.checkImport(as: $0.actor) },
    Operation("finishImport", .importContacts) {
      try await $0.book.finishImport(ImportMark(uid: $0.session, records: 0), as: $0.actor)
    },
    Operation("importItems", .importContacts) {
      _ = try await $0.book.importItems(
        [PreparedImport](), queuedIn: nil, upTo: nil, as: $0.actor)
    },
    Operation("importDuplicates", .importContacts) {
      _ = try await $0.book.importDuplicates(of: [], as: $0.actor)
    },
    Operation("importForecasts", .importContacts) {
      _ = try await $0.book.importForecasts(of: [], as: $0.actor)
    },
    Operation("importContacts", .importContacts) {
      _ = try await $0.book.importContacts(
        [.new(.person("Ana"), key: $0.centre.surroundings.newUID())], as: $0.actor)
    },
    Operation("read", .readContacts) {
      _ = try await $0.book.read($0.contact, after: nil, as: $0.actor)
    },
    Operation("search", .searchContacts) {
      _ = try await $0.book.search("", after: nil, limit: 1, as: $0.actor)
    },
    Operation("recordSearch", .searchContacts) {
      try await $0.book.recordSearch(SearchTrace(text: Sensitive(""), count: 0), as: $0.actor)
    },
    Operation("contactCount", .searchContacts) {
      _ = try await $0.book.contactCount(as: $0.actor)
    },
    Operation("duplicates", .searchContacts) {
      _ = try await $0.book.duplicates(
        of: DuplicateProbe(.person("Ana Sá")), excluding: nil, as: $0.actor)
    },
  ]

  private static let desk: [Operation] = [
    Operation("saveDraft", .keepDrafts) {
      try await $0.book.saveDraft(
        Draft(
          uid: $0.centre.surroundings.newUID(), contents: Sensitive(""),
          updatedAt: $0.centre.clock.now), as: $0.actor)
    },
    Operation("drafts", .keepDrafts) { _ = try await $0.book.drafts(as: $0.actor) },
    Operation("discardDraft", .keepDrafts) {
      try await $0.book.discardDraft($0.contact, as: $0.actor)
    },
    Operation("auditEntries", .readAudit) {
      _ = try await $0.book.auditEntries(after: 0, limit: 1, as: $0.actor)
    },
    Operation("readers", .readAudit) {
      _ = try await $0.book.readers(of: $0.contact, limit: 1, as: $0.actor)
    },
    Operation("exportAudit", .readAudit) {
      _ = try await $0.book.exportAudit(
        matching: AuditFilter(), to: "/dev/null/x", format: .csv, as: $0.actor)
    },
    Operation("unreadableAudit", .readAudit) {
      _ = try await $0.book.unreadableAudit(since: nil, as: $0.actor)
    },
    Operation("verifyAudit", .verifyAudit) { _ = try await $0.book.verifyAudit(as: $0.actor) },
    Operation("verifySegment", .verifyAudit) {
      _ = try await $0.book.verifySegment(file: "/dev/null", as: $0.actor)
    },
    Operation("checkpoint", .verifyAudit) { _ = try await $0.book.checkpoint(as: $0.actor) },
    Operation("sealableAudit", .sealAudit) {
      _ = try await $0.book.sealableAudit(before: nil, as: $0.actor)
    },
    Operation("sealAudit", .sealAudit) {
      _ = try await $0.book.sealAudit(before: nil, as: $0.actor)
    },
    Operation("replaceKey", .replaceKeys) {
      let reason = try #require(AuditReason("rotina"))
      _ = try await $0.book.replaceKey(.audit, reason: reason, as: $0.actor)
    },
    Operation("recordModelPull", .changeSettings) {
      try await $0.book.recordModelPull(of: "llama3:8b", as: $0.actor)
    },
    Operation("demand", .readAudit) { try await $0.book.demand(.readAudit, as: $0.actor) },
    Operation("backup", .keepBackups) { _ = try await $0.book.backup(to: nil, as: $0.actor) },
    Operation("backups", .keepBackups) { _ = try await $0.book.backups(in: nil, as: $0.actor) },
    Operation("changeSettings", .changeSettings) {
      try await $0.book.changeSettings([.areaCode: "11"], as: $0.actor)
    },
    Operation("watch", .readWarnings) {
      _ = try await $0.book.watch(
        on: MachineState(freeBytes: 1, diskBytes: 100), as: $0.actor)
    },
    Operation("acknowledgeWarning", .readWarnings) {
      try await $0.book.acknowledgeWarning(.disk, as: $0.actor)
    },
    Operation("catalogue", .readCatalogues) {
      _ = try await $0.book.catalogue(.reasons, as: $0.actor)
    },
    Operation("saveCatalogueEntry", .editCatalogues) {
      _ = try await $0.book.saveCatalogueEntry(
        CatalogueEntry(name: "Motivo de \($0.role.rawValue)"), at: nil, in: .reasons, as: $0.actor)
    },
    Operation("saveCatalogueEntry", .editReferrals) {
      _ = try await $0.book.saveCatalogueEntry(
        CatalogueEntry(name: "Bombeiros", number: "193", occasion: "Incêndio."), at: nil,
        in: .referrals, as: $0.actor)
    },
    Operation("askModel", nil) {
      _ = try await $0.book.askModel(
        ModelTicket(uid: $0.session, kind: .interactive), hosts: ["127.0.0.1:1"], as: $0.actor)
    },
    Operation("keepModel", nil) { _ = try await $0.book.keepModel($0.session, as: $0.actor) },
    Operation("leaveModel", nil) {
      try await $0.book.leaveModel($0.session, outcome: .cancelled, as: $0.actor)
    },
  ]

  private static let queue: [Operation] = [
    Operation("claimQueueItem", .workQueue) {
      _ = try await $0.book.claimQueueItem(as: $0.actor)
    },
    Operation("renewQueueItem", .workQueue) {
      _ = try await $0.book.renewQueueItem($0.lease, as: $0.actor)
    },
    Operation("completeQueueItem", .workQueue) {
      _ = try await $0.book.completeQueueItem($0.lease, with: .nothing, as: $0.actor)
    },
    Operation("failQueueItem", .workQueue) {
      _ = try await $0.book.failQueueItem($0.lease, .abandoned, found: nil, as: $0.actor)
    },
    Operation("releaseQueueItem", .workQueue) {
      _ = try await $0.book.releaseQueueItem($0.lease, as: $0.actor)
    },
    Operation("queueItems", .workQueue) {
      _ = try await $0.book.queueItems(QueueFilter(), after: nil, limit: 1, as: $0.actor)
    },
    Operation("queueProgress", .workQueue) {
      _ = try await $0.book.queueProgress(of: nil, as: $0.actor)
    },
    Operation("retryQueueItem", .workQueue) {
      try await $0.book.retryQueueItem($0.contact, as: $0.actor)
    },
    Operation("retryFailedQueueItems", .workQueue) {
      _ = try await $0.book.retryFailedQueueItems(in: nil, as: $0.actor)
    },
    Operation("discardQueueItem", .workQueue) {
      try await $0.book.discardQueueItem($0.contact, reason: .spam, as: $0.actor)
    },
    Operation("batches", .workQueue) { _ = try await $0.book.batches(limit: 1, as: $0.actor) },
    Operation("batch", .workQueue) { _ = try await $0.book.batch($0.contact, as: $0.actor) },
    Operation("openReview", .workQueue) {
      _ = try await $0.book.openReview($0.contact, as: $0.actor)
    },
    Operation("review", .workQueue) {
      _ = try await $0.book.review($0.contact, [:], version: 1, as: $0.actor)
    },
    Operation("createBatch", .importContacts) {
      _ = try await $0.book.createBatch(origin: .csv, as: $0.actor)
    },
    Operation("pauseBatch", .manageQueue) {
      try await $0.book.pauseBatch($0.contact, as: $0.actor)
    },
    Operation("resumeBatch", .manageQueue) {
      try await $0.book.resumeBatch($0.contact, as: $0.actor)
    },
    Operation("cancelBatch", .manageQueue) {
      try await $0.book.cancelBatch($0.contact, as: $0.actor)
    },
    Operation("report", .readReports) {
      _ = try await $0.book.report(from: nil, to: nil, as: $0.actor)
    },
    Operation("acceptance", .readReports) {
      _ = try await $0.book.acceptance(from: nil, to: nil, as: $0.actor)
    },
  ]

  private static let shift: [Operation] = [
    Operation("schedule", .workShift) {
      let dueAt = $0.centre.clock.now.adding(milliseconds: 60_000)
      _ = try await $0.book.schedule(
        NewCallback(contact: $0.contact, interaction: nil, dueAt: dueAt, note: nil), as: $0.actor)
    },
    Operation("callbacks", .workShift) {
      _ = try await $0.book.callbacks(CallbackFilter(), limit: 1, as: $0.actor)
    },
    Operation("endCallback", .workShift) {
      try await $0.book.endCallback($0.contact, as: .done, as: $0.actor)
    },
    Operation("postponeCallback", .workShift) {
      try await $0.book.postponeCallback($0.contact, to: $0.centre.clock.now, as: $0.actor)
    },
    Operation("passCallback", .assignWork) {
      try await $0.book.passCallback($0.contact, to: "ana", reason: why, as: $0.actor)
    },
    Operation("shiftPulse", .workShift) { _ = try await $0.book.shiftPulse(as: $0.actor) },
    Operation("interactions", .workShift) {
      _ = try await $0.book.interactions(InteractionFilter(), after: nil, limit: 1, as: $0.actor)
    },
    Operation("takeInteraction", .workShift) {
      try await $0.book.takeInteraction($0.contact, as: $0.actor)
    },
    Operation("assignInteraction", .assignWork) {
      try await $0.book.assignInteraction($0.contact, to: "ana", reason: why, as: $0.actor)
    },
    Operation("assignments", .assignWork) {
      _ = try await $0.book.assignments(of: $0.contact, as: $0.actor)
    },
    Operation("wrapUp", .workShift) {
      _ = try await $0.book.wrapUp(
        WrapUp(
          interaction: $0.contact, outcomeCode: "outro", reasonCode: nil, note: nil,
          openedAt: $0.centre.clock.now, callback: nil), as: $0.actor)
    },
    Operation("riskAlerts", .takeAlerts) {
      _ = try await $0.book.riskAlerts(includingTaken: false, limit: 1, as: $0.actor)
    },
    Operation("takeAlert", .takeAlerts) {
      try await $0.book.takeAlert(of: $0.contact, as: $0.actor)
    },
  ]

  private static let people: [Operation] = [
    Operation("users", .manageUsers) { _ = try await $0.book.users(as: $0.actor) },
    Operation("add", .manageUsers) {
      try await $0.book.add(
        NewUser(
          login: "novo-\($0.role.rawValue)", roles: [.attendant], systemUserID: nil, password: nil),
        as: $0.actor)
    },
    Operation("changeRoles", .manageUsers) {
      _ = try await $0.book.changeRoles(
        of: "alvo", adding: [.supervisor], removing: [], as: $0.actor)
    },
    Operation("setActive", .manageUsers) {
      try await $0.book.setActive(true, login: "alvo", as: $0.actor)
    },
    Operation("link", .manageUsers) { try await $0.book.link("alvo", to: nil, as: $0.actor) },
    Operation("setPassword", .manageUsers) {
      try await $0.book.setPassword(Centre.password, of: "alvo", as: $0.actor)
    },
    Operation("changePassword", nil) {
      try await $0.book.changePassword(from: Password(""), to: Centre.password, as: $0.actor)
    },
    Operation("hasPassword", nil) { _ = try await $0.book.hasPassword($0.actor) },
    Operation("noteLock", nil) { try await $0.book.noteLock(as: $0.actor) },
    Operation("unlock", nil) { try await $0.book.unlock(Centre.password, as: $0.actor) },
    Operation("signIn", nil) { try await $0.book.signIn(as: $0.actor) },
    Operation("signOut", nil) { try await $0.book.signOut(as: $0.actor) },
  ]

  @Test func `every role is allowed what the table says, and refused the rest in the audit`()
    async throws
  {
    var lines: [String] = []
    var verdicts: [String: [Role: Bool]] = [:]
    for role in Role.allCases {
      let trial = try await OperationTests.trial(role)
      for operation in OperationTests.operations {
        let isAllowed = try await OperationTests.isAllowed(operation, trial)
        let expected = operation.permission.map { $0.roles.contains(role) } ?? true
        #expect(isAllowed == expected, "\(role.rawValue): \(operation.name)")
        verdicts[operation.name, default: [:]][role] = isAllowed
      }
    }
    let width = OperationTests.operations.map(\.name.count).max() ?? 0
    for operation in OperationTests.operations {
      let marks = Role.allCases.map { role in
        let mark = verdicts[operation.name]?[role] == true ? "sim" : "–"
        return mark + String(repeating: " ", count: role.rawValue.count - mark.count)
      }
      let gap = String(repeating: " ", count: width - operation.name.count)
      lines.append("\(operation.name)\(gap)  \(marks.joined(separator: "  "))")
    }
    let heading = String(repeating: " ", count: width + 2)
    print(heading + Role.allCases.map(\.rawValue).joined(separator: "  "))
    print(lines.joined(separator: "\n"))
  }

  @Test func `no method of the contact book is missing here`() throws {
    let tried = Set(OperationTests.operations.map(\.name))
    let declared = try OperationTests.declaredMethods()
    #expect(declared.count > 40)
    #expect(declared == tried.union(OperationTests.others.keys))
    #expect(tried.isDisjoint(with: OperationTests.others.keys))
  }

  // MARK: - Parts

  /// A centre with one more person, who holds this role alone, and something to try things on.
  private static func trial(_ role: Role) async throws -> Trial {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    let actor = try await centre.person("pessoa", [role], by: ana)
    try await centre.book.add(
      NewUser(login: "alvo", roles: [.attendant], systemUserID: nil, password: nil), as: ana)
    let contact = try await centre.book.register(
      .new(.person("Ana Sá"), key: centre.surroundings.newUID()), as: ana
    ).uid
    let readers = Permission.readContacts.roles.contains(role) ? ["ana", "pessoa"] : ["ana"]
    try await centre.book.restrict(contact, to: readers, reason: why, as: ana)
    let notice = try await centre.book.notices(includingSeen: false, limit: 1, as: ana)[0].uid
    let approval = try await centre.book.requestApproval(of: subject, as: ana).code
    return Trial(
      centre: centre, role: role, actor: actor, contact: contact, notice: notice,
      session: centre.surroundings.newUID(), approval: approval)
  }

  /// Tries, and checks that a refusal names the permission and is the newest entry.
  private static func isAllowed(_ operation: Operation, _ trial: Trial) async throws -> Bool {
    do {
      try await operation.attempt(trial)
    } catch let error as StoreError {
      guard case .notPermitted(let permission) = error.reason else {
        // Allowed, and not possible here: there is no such text, no such folder, or it was answered before.
        let wrong: [StoreError] = [
          StoreError(.sessionEnded), StoreError(.restricted(trial.contact)), StoreError(.internal),
          StoreError(.corrupt), StoreError(.notAUser),
        ]
        #expect(!wrong.contains(error), "\(operation.name): \(error)")
        return true
      }
      #expect(permission == operation.permission, "\(operation.name)")
      let entry = try #require(try await trial.centre.entries().last)
      #expect(entry.action == "REFUSED", "\(operation.name)")
      #expect(entry.outcome == "recusado", "\(operation.name)")
      #expect(entry.actor == trial.actor.login, "\(operation.name)")
      #expect(entry.reason?.hasSuffix(": \(permission.rawValue)") == true, "\(operation.name)")
      return false
    }
    return true
  }

  /// Names of the public methods, as the sources declare them.
  private static func declaredMethods() throws -> Set<String> {
    let folder = "\(SourceTree.root)/Sources/ContactsCore/Store"
    var names: Set<String> = []
    for file in TestFolder.entries(of: folder)
    where file.hasPrefix("ContactBook") && file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard words.first == "public", let place = words.firstIndex(of: "func"),
          place + 1 < words.count
        else { continue }
        names.insert(String(words[place + 1].prefix { $0 != "(" && $0 != "<" }))
      }
    }
    return names
  }
}
