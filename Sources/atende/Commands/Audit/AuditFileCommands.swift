import ContactsCore
import Glibc

extension CommandSpec {
  static let auditExport = CommandSpec(
    path: ["audit", "export"], word: "audit export",
    summary: "grava a auditoria em um arquivo",
    details: [
      "A exportação fica na auditoria antes do primeiro byte. O arquivo só aparece quando está "
        + "completo, e só quem o gerou pode ler. Em JSON, cada linha traz tudo o que o resumo cobre."
    ],
    options: [
      Option(name: "--output", value: "ARQUIVO", help: "o arquivo a gravar (obrigatório)"),
      Option(
        name: "--format", value: "FORMATO", choices: AuditFileFormat.allCases.map(\.rawValue),
        help: "json (padrão), ou csv para planilhas"),
      .force,
    ] + AuditFilter.options,
    examples: ["atende audit export --output novembro.csv --format csv --from 2026-11-01"],
    run: { arguments, context in
      guard let path = arguments["--output"] else {
        throw Failure.usage("Falta dizer o arquivo: `--output ARQUIVO`.")
      }
      let filter = try AuditFilter(arguments)
      let place = try OutputPlace(path, outside: context.environment.folder)
      try place.refuseTaken(replacing: arguments.has("--force"))
      let desk = try await context.desk()
      let format = arguments["--format"].flatMap(AuditFileFormat.init(rawValue:)) ?? .json
      let count = try await desk.book.exportAudit(
        matching: filter, to: place.path, replacing: arguments.has("--force"), format: format,
        as: desk.actor)
      try await desk.tellOfSealed(since: filter.from)
      await desk.book.close()
      try Streams.writeLine("\(grouped(count)) registros gravados em \(printable(path)).")
    })

  static let auditCheckpoint = CommandSpec(
    path: ["audit", "checkpoint"], word: "audit checkpoint",
    summary: "assina onde a auditoria está, para guardar em outro lugar",
    details: [
      "Um documento pequeno, sem dado de ninguém, assinado com a chave “auditoria”. Guarde-o onde "
        + "ninguém desta máquina o altere: outra máquina, um pendrive, papel. `atende audit verify "
        + "--checkpoint ARQUIVO` confere a auditoria contra ele.",
      "A auditoria é conferida antes; se algo nela estiver errado, nada é assinado e a saída é 65.",
    ],
    options: [
      .json,
      Option(name: "--output", value: "ARQUIVO", help: "grava em um arquivo, e não na saída"),
      .force,
    ],
    examples: ["atende audit checkpoint --output /media/pendrive/ponto-2026-11-21.json"],
    run: { arguments, context in
      let place = try arguments["--output"].map { (path) throws(Failure) in
        try OutputPlace(path, outside: context.environment.folder)
      }
      try place?.refuseTaken(replacing: arguments.has("--force"))
      let desk = try await context.desk()
      let checkpoint = try await desk.book.checkpoint(as: desk.actor)
      await desk.book.close()
      guard let place else {
        try Streams.writeLine(checkpoint.json)
        return
      }
      try checkpoint.write(
        to: place.path, replacing: arguments.has("--force"),
        number: context.surroundings.randomBytes(8))
      try Streams.writeLine(
        "Ponto de controle do registro \(checkpoint.seq) gravado em \(printable(place.name)).")
    })

  static let auditSeal = CommandSpec(
    path: ["audit", "seal"], word: "audit seal",
    summary: "sela em arquivo a auditoria antiga, e só então a retira do cadastro",
    details: [
      "São antigos os registros de antes do prazo `auditoria.dias` (365), ou de antes de --before. Cada "
        + "arquivo fica em `auditoria/`, na pasta de dados, com um selo assinado no cadastro; a corrente "
        + "continua a partir do selo. `atende audit verify --segment ARQUIVO` confere um arquivo, onde "
        + "quer que ele esteja."
    ],
    options: [
      .json,
      Option(name: "--before", value: "AAAA-MM-DD", help: "os registros de antes deste dia"),
      Option(name: "--dry-run", help: "só diz o que seria selado"),
    ],
    run: { arguments, context in
      let day = try arguments.day("--before")
      if let day, day > context.surroundings.now().local.date.adding(days: 1) {
        throw Failure.usage("`--before` pode ser até amanhã, para selar tudo até hoje.")
      }
      let desk = try await context.desk()
      let isRehearsal = arguments.has("--dry-run")
      let range = try await desk.book.sealableAudit(before: day?.start, as: desk.actor)
      var segments: [AuditSegment] = []
      if !isRehearsal {
        segments = try await desk.book.sealAudit(before: day?.start, as: desk.actor)
      }
      await desk.book.close()
      if arguments.has("--json") {
        let answer = JSON.members([
          "ensaio": .bool(isRehearsal), "registros": .integer(Int64(range?.count ?? 0)),
          "segmentos": .array(segments.map(\.json)),
        ])
        return try Streams.writeLine(answer.line)
      }
      guard let range else { return try Streams.writeLine("Nada a selar.") }
      let extent = "os registros \(range.lowerBound) a \(range.upperBound)"
      try Streams.writeLine(isRehearsal ? "Seriam selados \(extent)." : "Selados \(extent), em:")
      for segment in segments {
        try Streams.writeLine(
          "  \(printable(context.environment.folder.auditArchive))/\(segment.file)")
      }
    })

  static let auditReplaceKey = CommandSpec(
    path: ["audit", "replace-key"], word: "audit replace-key",
    summary: "troca uma chave perdida, exposta ou antiga",
    details: [
      "A troca fica na auditoria, com as duas chaves públicas e o motivo. O que a chave antiga assinou "
        + "continua conferindo. Depois de trocar “auditoria”, assine um novo ponto de controle e guarde-o."
    ],
    operands: [
      Operand(
        name: "CHAVE", isRequired: true,
        help: SigningKeyName.allCases.map(\.rawValue).joined(separator: " ou "))
    ],
    options: [Option(name: "--reason", value: "MOTIVO", help: "por que trocar (obrigatório)")],
    examples: ["atende audit replace-key auditoria --reason \"máquina nova\""],
    run: { arguments, context in
      guard let name = arguments.operand(0).flatMap(SigningKeyName.init(rawValue:)) else {
        throw Failure.usage("CHAVE é \(listed(SigningKeyName.allCases.map(\.rawValue))).")
      }
      guard let reason = arguments["--reason"].flatMap(AuditReason.init) else {
        throw Failure.usage("Falta o motivo: `--reason MOTIVO`.")
      }
      let desk = try await context.desk()
      let publicKey = try await desk.book.replaceKey(name, reason: reason, as: desk.actor)
      await desk.book.close()
      try Streams.writeLine("A chave “\(name.rawValue)” foi trocada. A pública é \(publicKey).")
    })
}

extension AuditSegment {
  fileprivate var json: JSON {
    .members([
      "numero": .integer(number), "primeiro": .integer(first), "ultimo": .integer(last),
      "arquivo": .string(file), "sha256": .string(fileDigest.hexadecimal),
    ])
  }
}
