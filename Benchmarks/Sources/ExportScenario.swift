import Glibc

/// Exports of a whole store, each beside whatever else writes as much: every run is a process from its start to its end.
struct ExportScenario {
  let binary: String
  let home: String
  let size: Int
  /// Where files are written, and the peers lie.
  let folder: String
  let peers: String

  init(binary: String, home: String, size: Int) throws(Failure) {
    self.binary = binary
    self.home = home
    self.size = size
    folder = home + "-exports"
    mkdir(folder, 0o700)
    guard let slash = CommandLine.arguments[0].lastIndex(of: "/") else {
      throw Failure("the benchmark must be run by its path")
    }
    peers = String(CommandLine.arguments[0][..<slash])
  }

  private var runs: Int { size > 200_000 ? 1 : size > 10_000 ? 3 : 11 }

  func run(into table: inout Table) async throws {
    try await workbook(into: &table)
    try await csv(into: &table)
    try await json(into: &table)
  }

  private func export(_ name: String, _ options: [String] = []) throws(Failure) -> Double {
    try spawn(
      [
        binary, "export", "--output", "\(folder)/\(name)", "--force", "--justification",
        "medição do desempenho",
      ] + options)
  }

  private func workbook(into table: inout Table) async throws {
    _ = try export("c.csv")
    _ = try export("a.csv", ["--table", "atendimentos"])
    let scripts = try source("Benchmarks/Peers")
    let cells = "\(folder)/cells"
    _ = try spawn(
      ["/usr/bin/python3", "\(scripts)/cells.py", "\(folder)/c.csv", "\(folder)/a.csv", cells])
    var memory = 0.0
    // Alternating, so that what else the machine does falls on both alike.
    var ours: [Double] = []
    var bare: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<runs {
      var start = clock.now
      memory = max(memory, try export("o.xlsx"))
      ours.append((clock.now - start).milliseconds)
      start = clock.now
      _ = try spawn(["\(peers)/xlsx-loop", cells, "\(folder)/bare.xlsx"])
      bare.append((clock.now - start).milliseconds)
    }
    table.add(
      Row(
        scenario: "export \(size) to xlsx, whole process", ours: Measurement(ours), memory: memory,
        beside: .peer(name: "bare libxlsxwriter loop in C", Measurement(bare), times: 1.15)))
    if size <= 1000 {
      table.add(
        Row(
          scenario: "export \(size) to xlsx", ours: Measurement(ours), memory: memory,
          beside: .limit(milliseconds: 100)))
    }
    for library in ["xlsxwriter", "openpyxl"] {
      let peer = try await measured(size > 10_000 ? 1 : 3) { _ in
        _ = try spawn(
          ["/usr/bin/python3", "\(scripts)/workbook.py", library, cells, "\(folder)/p.xlsx"])
      }
      table.add(
        Row(
          scenario: "export \(size) to xlsx", ours: Measurement(ours), memory: memory,
          beside: .peer(name: "Python \(library)", peer, times: nil)))
    }
  }

  private func csv(into table: inout Table) async throws {
    try await beside(
      "csv", [], into: &table,
      """
      .mode csv
      .headers on
      .separator ;
      SELECT c.name, c.social_name,
        (SELECT group_concat(national, '; ') FROM contact_phones WHERE contact_id = c.id) AS phones,
        (SELECT group_concat(address, '; ') FROM contact_emails WHERE contact_id = c.id) AS emails,
        c.cpf, c.birth_date, c.city, c.state, coalesce(r.name, l.reason) AS reason, l.urgency,
        c.interaction_count, c.safe_channel, c.guardian, c.notes,
        datetime(c.created_at / 1000 - 10800, 'unixepoch') AS created,
        datetime(c.updated_at / 1000 - 10800, 'unixepoch') AS updated, c.uid
      FROM contacts c LEFT JOIN interactions l ON l.id = c.last_interaction_id
      LEFT JOIN reasons r ON r.code = l.reason_code WHERE c.status = 'ativo' ORDER BY c.id;
      """)
  }

  private func json(into table: inout Table) async throws {
    try await beside(
      "json", ["--lines"], into: &table,
      """
      .mode list
      SELECT json_object('uid', c.uid, 'nome', c.name, 'nome_social', c.social_name,
        'telefones', (SELECT json_group_array(json_object('valor', value, 'nacional', national,
          'completo', complete, 'digitado', typed)) FROM contact_phones WHERE contact_id = c.id),
        'emails', (SELECT json_group_array(address) FROM contact_emails WHERE contact_id = c.id),
        'cpf', c.cpf, 'nascimento', c.birth_date, 'cidade', c.city, 'uf', c.state,
        'observacoes', c.notes, 'responsavel', c.guardian, 'canal_seguro', c.safe_channel,
        'situacao', c.status,
        'criado_em', strftime('%Y-%m-%dT%H:%M:%S', c.created_at / 1000 - 10800, 'unixepoch'),
        'atualizado_em', strftime('%Y-%m-%dT%H:%M:%S', c.updated_at / 1000 - 10800, 'unixepoch'),
        'versao', c.version,
        'atendimentos', (SELECT json_group_array(json_object('uid', i.uid, 'protocolo', i.protocol,
          'canal', i.channel, 'motivo', i.reason, 'motivo_codigo', i.reason_code,
          'urgencia', i.urgency,
          'ocorrido_em', strftime('%Y-%m-%dT%H:%M:%S', i.occurred_at / 1000 - 10800, 'unixepoch'),
          'data', i.matter_date, 'texto', i.text, 'extracao', i.extraction,
          'atendente', i.attendant,
          'criado_em', strftime('%Y-%m-%dT%H:%M:%S', i.created_at / 1000 - 10800, 'unixepoch'),
          'origens', (SELECT json_group_array(json_object('campo', field, 'origem', origin,
            'modelo', model, 'revisao', review)) FROM field_provenance
            WHERE interaction_id = i.id))) FROM interactions i WHERE i.contact_id = c.id),
        'consentimentos', (SELECT json_group_array(json_object('finalidade', purpose,
          'base_legal', legal_basis, 'versao_texto', text_version, 'sha256_texto', text_sha256,
          'canal', channel, 'decisao', decision,
          'registrado_em', strftime('%Y-%m-%dT%H:%M:%S', recorded_at / 1000 - 10800, 'unixepoch'),
          'registrado_por', recorded_by)) FROM consents WHERE contact_id = c.id))
      FROM contacts c WHERE c.status = 'ativo' ORDER BY c.id;
      """)
  }

  /// One format beside the shell that comes with SQLite, which writes as much.
  private func beside(
    _ format: String, _ options: [String], into table: inout Table, _ script: String
  ) async throws {
    let path = "\(folder)/script-\(format)"
    guard let file = fopen(path, "w") else { throw Failure("cannot write in \(folder)") }
    fputs(".output \(folder)/shell.\(format)\n\(script)\n", file)
    fclose(file)
    var memory = 0.0
    var ours: [Double] = []
    var shell: [Double] = []
    let clock = ContinuousClock()
    for _ in 0..<runs {
      var start = clock.now
      memory = max(memory, try export("o.\(format)", options))
      ours.append((clock.now - start).milliseconds)
      start = clock.now
      _ = try spawn(["/usr/bin/sqlite3", "-init", path, "\(home)/atende.db", ".quit"])
      shell.append((clock.now - start).milliseconds)
    }
    table.add(
      Row(
        scenario: "export \(size) to \(format), whole process", ours: Measurement(ours),
        memory: memory,
        beside: .peer(name: "sqlite3 shell", Measurement(shell), times: 1.5)))
  }

  private func source(_ path: String) throws(Failure) -> String {
    guard access(path, R_OK) == 0 else { throw Failure("run the benchmarks from the repository") }
    return path
  }

  /// Runs a program to its end, and answers the most memory it had resident, in MB.
  private func spawn(_ words: [String]) throws(Failure) -> Double {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    let environment = [
      "ATENDE_HOME=\(home)", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=\(folder)",
    ]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) }
    variables.append(nil)
    defer {
      for pointer in arguments + variables { free(pointer) }
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var process = pid_t()
    guard posix_spawn(&process, words[0], &actions, nil, arguments, variables) == 0 else {
      throw Failure("\(words[0]) cannot be started")
    }
    var status: CInt = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process, status == 0 else {
      throw Failure("\(words[0]) failed with status \(status)")
    }
    return Double(usage.ru_maxrss) / 1024
  }
}
