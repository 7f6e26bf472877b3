/// What the centre shows to the ANPD: the record of its processing, or the draft of its report of impact.
///
/// LGPD articles 37 and 38. It is made from the catalogue, so that it cannot say something else than what the store holds,
/// with numbers that were counted, and nothing of anybody.
public struct AccountabilityReport: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case processing = "ropa"
    case impact = "ripd"
  }

  /// What was counted.
  struct Facts: Equatable, Sendable {
    var people, interactions, restricted, disclosures, openRequests, incidents, auditEntries: Int
    /// Active users by role.
    var users: [Role: Int]
  }

  public let kind: Kind
  let settings: Settings
  let facts: Facts
  let moment: Timestamp

  public var markdown: String { document.markdown }
  /// To read or print.
  public var page: String { document.html(title: title, largePrint: false) }
  public var json: String { object.document }

  /// The same as sheets of a workbook.
  var tables: [ReportTable] {
    let officers = DataProtectionOfficers(settings)
    return [
      ReportTable(
        name: "Tratamentos",
        heads: ["Dado", "Onde", "Sensível", "Finalidade", "Base legal", "Prazo"],
        rows: lines.map {
          [
            $0.kind.label, $0.fields.joined(separator: "; "), $0.isSensitive ? "sim" : "não",
            $0.purposes.joined(separator: "; "), $0.bases.joined(separator: "; "), $0.retention,
          ]
        }),
      ReportTable(
        name: "Medidas", heads: ["Medida de segurança", "Artigo"],
        rows: Self.measures.map { [$0.text, $0.article] }),
      ReportTable(
        name: "Números", heads: ["O que foi contado", "Quantidade"],
        rows: counted.map { [$0.name, grouped($0.value)] }),
      ReportTable(
        name: "Sobre", heads: ["Registro", "Valor"],
        rows: [
          ["O que é", title], ["Gerado em", moment.local.display],
          ["Controlador", settings.organization], ["Encarregado", officers.main],
          ["Substituto", officers.substitute],
          ["Finalidade padrão", "\(settings.consentPurpose) (\(settings.consentBasis))"],
          ["Compartilhamentos", grouped(facts.disclosures)],
          ["Transferência internacional", "não há (art. 33)"],
        ] + (SmallAgent(settings).profile.map { [["Porte", $0]] } ?? [])),
    ]
  }

  private var title: String {
    switch kind {
    case .processing: "Registro das operações de tratamento (LGPD, art. 37)"
    case .impact: "Relatório de impacto à proteção de dados (LGPD, art. 38): rascunho"
    }
  }

  /// One line for each kind of datum that is somebody's.
  private struct Line {
    let kind: DatumKind
    let purposes, bases: [String]
    let isSensitive: Bool
    let retention: String
    let fields: [String]
  }

  private var lines: [Line] {
    DatumKind.allCases.compactMap { kind in
      let entries = DataCatalogue.entries.filter { $0.kind == kind && $0.link != .none }
      guard !entries.isEmpty else { return nil }
      func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
      }
      let days = entries.compactMap(\.retentionDays).max()
      return Line(
        kind: kind, purposes: unique(entries.map(\.purpose)),
        bases: unique(entries.map(\.legalBasis)),
        isSensitive: entries.contains(where: \.isSensitive),
        retention: days.map { "\($0) dias depois do último atendimento" }
          ?? "enquanto a central funcionar",
        fields: unique(entries.map { CopyWords.title(of: $0.table) }))
    }
  }

  private static let measures: [(text: String, article: String)] = EmbeddedFile.measures.rows
    .compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }

  private var counted: [(name: String, value: Int)] {
    [
      ("pessoas", facts.people), ("atendimentos", facts.interactions),
      ("registros restritos", facts.restricted), ("arquivos que saíram", facts.disclosures),
      ("pedidos de titulares abertos", facts.openRequests), ("incidentes", facts.incidents),
      ("registros da auditoria", facts.auditEntries),
    ] + Role.allCases.map { ("pessoas usuárias: \($0.label)", facts.users[$0] ?? 0) }
  }

  // MARK: - To read

  private var document: PlainDocument {
    let officers = DataProtectionOfficers(settings)
    var blocks: [PlainDocument.Block] = [
      .title(title), .paragraph("Gerado em \(moment.local.display), do catálogo e do cadastro."),
      .heading("Informações de contato"),
      .paragraph(
        "Controlador: \(settings.organization)\nEncarregado: \(officers.main)\n\(officers.substitute)"
          + (SmallAgent(settings).profile.map { "\n\($0)" } ?? "")),
      .heading("Titulares"),
      .paragraph(
        "Pessoas que procuram a central, muitas em sofrimento; entre elas pode haver crianças, "
          + "adolescentes e idosos (art. 14)."),
      .heading("Dados, finalidades, bases legais e prazos"),
      .table(
        ["Dado", "Sensível", "Finalidade", "Base legal", "Guardado por"],
        lines.map {
          [
            $0.kind.label, $0.isSensitive ? "sim" : "não", $0.purposes.joined(separator: "; "),
            $0.bases.joined(separator: "; "), $0.retention,
          ]
        }),
      .heading("Finalidade padrão, onde ninguém foi perguntado"),
      .paragraph("\(settings.consentPurpose) (\(settings.consentBasis))"),
      .heading("Compartilhamento"),
      .paragraph(
        "Nada é enviado para fora da central. \(facts.disclosures) arquivos foram gravados a pedido, e cada "
          + "um está no registro de compartilhamentos. Não há transferência internacional (art. 33)."
      ),
      .heading("Medidas de segurança"),
      .list(Self.measures.map { "\($0.text) (\($0.article))" }),
      .heading("Números"), .list(counted.map { "\($0.name): \(grouped($0.value))" }),
    ]
    if kind == .impact { blocks += risks }
    return PlainDocument(blocks)
  }

  /// The outline of article 38, for people of the centre to complete.
  private var risks: [PlainDocument.Block] {
    let alone = Role.allCases.filter { facts.users[$0] == 1 }.map(\.label)
    var found = [
      settings.asksFourEyes
        ? "A segunda pessoa é exigida onde há quem possa sê-la."
        : "RISCO: a segunda pessoa está desligada nas configurações (quatro_olhos.exigir).",
      settings.dataProtectionOfficer.isEmpty
        ? "RISCO: a central não indicou encarregado (art. 41)." : "Há encarregado indicado.",
      settings.modelMayBeOnNetwork
        ? "RISCO: o modelo pode estar em outra máquina da rede (modelo.rede_privada)."
        : "O modelo é desta máquina.",
    ]
    if !alone.isEmpty {
      found.append("RISCO: só uma pessoa tem o papel de \(alone.joined(separator: ", ")).")
    }
    return [
      .heading("Riscos que o programa vê"), .list(found),
      .heading("A completar por pessoas da central"),
      .list([
        "por que o tratamento é necessário e proporcional",
        "como a opinião de titulares foi ouvida",
        "riscos que ficam, quem os aceita, e quando este relatório será revisto",
      ]),
    ]
  }

  // MARK: - For programs

  private var object: JSON {
    let officers = DataProtectionOfficers(settings)
    return .members([
      "formato": .string("atende.\(kind.rawValue).1"), "gerado_em": .string(moment.iso8601),
      "controlador": .string(settings.organization), "encarregado": .string(officers.main),
      "substituto": .string(officers.substitute),
      "pequeno_porte": .optional(SmallAgent(settings).profile),
      "finalidade_padrao": .string(settings.consentPurpose),
      "base_padrao": .string(settings.consentBasis),
      "tratamentos": .array(
        lines.map { line in
          .members([
            "especie": .string(line.kind.rawValue), "dados": .string(line.kind.label),
            "tabelas": .array(line.fields.map(JSON.string)),
            "sensivel": .bool(line.isSensitive),
            "finalidades": .array(line.purposes.map(JSON.string)),
            "bases_legais": .array(line.bases.map(JSON.string)),
            "retencao": .string(line.retention),
          ])
        }),
      "compartilhamentos": .integer(Int64(facts.disclosures)),
      "transferencia_internacional": false,
      "medidas": .array(
        Self.measures.map {
          .members(["medida": .string($0.text), "artigo": .string($0.article)])
        }),
      "numeros": .object(
        counted.map { JSON.Member(key: $0.name, value: .integer(Int64($0.value))) }),
    ])
  }
}
