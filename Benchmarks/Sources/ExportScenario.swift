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
    let cards = try export("o.vcf")
    table.add(
      Row(
        scenario: "export \(size) to vcf, whole process",
        ours: Measurement([cards.milliseconds]), memory: cards.memory,
        beside: .number(
          Double(size) / cards.milliseconds * 1000, unit: "a second", limit: nil)))
    try removeFolder(folder)
  }

  private func export(_ name: String, _ options: [String] = []) throws(Failure) -> Spawned {
    try spawn(
      [
        binary, "export", "--output", "\(folder)/\(name)", "--force", "--justification",
        "medição do desempenho",
      ] + options)
  }

  private func spawn(_ words: [String]) throws(Failure) -> Spawned {
    try Spawned.run(words, environment: ["ATENDE_HOME=\(home)", "HOME=\(folder)"])
  }

  private func workbook(into table: inout Table) async throws {
    _ = try export("c.csv")
    _ = try export("a.csv", ["--table", "atendimentos"])
    let scripts = try source("Benchmarks/Peers")
    let cells = "\(folder)/cells"
    _ = try spawn(
      ["/usr/bin/python3", "\(scripts)/cells.py", "\(folder)/c.csv", "\(folder)/a.csv", cells])
    let (ours, bare) = try alternating(
      runs, { try export("o.xlsx") },
      { try spawn(["\(peers)/xlsx-loop", cells, "\(folder)/bare.xlsx"]) })
    let scenario = "export \(size) to xlsx, whole process"
    table.add(
      Row(
        scenario: scenario, ours: ours.measurement, memory: ours.memory,
        beside: .peer(name: "bare libxlsxwriter loop in C", bare.measurement, times: 1.15)))
    if size <= 1000 {
      table.add(
        Row(scenario: scenario, ours: ours.measurement, beside: .limit(milliseconds: 100)))
    }
    for library in ["xlsxwriter", "openpyxl"] {
      let words = [
        "/usr/bin/python3", "\(scripts)/workbook.py", library, cells, "\(folder)/p.xlsx",
      ]
      let peer = try await measured(size > 10_000 ? 1 : 3) { _ in _ = try spawn(words) }
      table.add(
        Row(
          scenario: scenario, ours: ours.measurement,
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
    try write(".output \(folder)/shell.\(format)\n\(script)\n", to: path)
    let (ours, shell) = try alternating(
      runs, { try export("o.\(format)", options) },
      { try spawn(["/usr/bin/sqlite3", "-init", path, "\(home)/atende.db", ".quit"]) })
    table.add(
      Row(
        scenario: "export \(size) to \(format), whole process", ours: ours.measurement,
        memory: ours.memory,
        beside: .peer(name: "sqlite3 shell", shell.measurement, times: 1.5)))
  }
}
