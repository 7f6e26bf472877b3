import ContactsCore
import Extraction

/// What `model status` tells.
struct ModelReport {
  let model: String
  let promptVersion: String
  let condition: ModelCondition
  private let servers: [Server]

  private struct Server {
    let address: String
    let status: OllamaStatus
    /// Nil without a store, or for a server that nobody has asked of late.
    let health: ModelHostHealth?
  }

  init(
    model: String, promptVersion: String, statuses: [(address: String, status: OllamaStatus)],
    health: [ModelHostHealth]
  ) {
    self.model = model
    self.promptVersion = promptVersion
    condition = Extractor.condition(of: statuses, health)
    servers = statuses.map { address, status in
      Server(
        address: OllamaAddress.shown(address), status: status,
        health: health.first { $0.host == address })
    }
  }

  /// Why the model cannot be used, or that it can.
  var sentence: String {
    switch condition {
    case .ready: "Pronta."
    case .asleep: "Instalada, mas fora da memória: a primeira resposta demora mais."
    case .loading: "Sendo carregada."
    case .absent: "O modelo não está instalado: `atende model pull`."
    case .resting(let until):
      "Falhou várias vezes seguidas: só será tentada de novo às \(until.local.shortClock)."
    case .unavailable:
      servers.lazy.compactMap(\.status.problem).first?.plainSentence
        ?? "A IA não está respondendo."
    }
  }

  // MARK: - Text

  var text: String {
    var text = aligned([
      ("Modelo", printable(model)), ("Prompt", promptVersion), ("Estado", sentence),
    ])
    for server in servers {
      text += "\n" + aligned([("Servidor", printable(server.address))] + rows(of: server))
    }
    return text
  }

  private func rows(of server: Server) -> [(label: String, value: String)] {
    var rows: [(label: String, value: String)] = []
    let status = server.status
    if let problem = status.problem {
      rows.append(("Problema", wrapped(problem.plainSentence, to: 64)))
    }
    if status.isReachable {
      rows.append(
        ("Ollama", "responde" + (status.version.map { ", versão \(printable($0))" } ?? "")))
    }
    if let model = status.model {
      let facts = [
        model.parameters, model.quantization, model.size.map { Check.bytes(UInt64(max(0, $0))) },
      ].compactMap(\.self).map { printable($0) }
      rows.append(("Instalado", (["sim"] + facts).joined(separator: ", ")))
      rows.append(("Na memória", status.loaded.map(ModelReport.memory) ?? "não"))
    }
    guard let health = server.health else { return rows }
    if let half = health.p50, let most = health.p95 {
      rows.append(
        ("Respostas", "metade em até \(seconds(half)), 95% em até \(seconds(most))"))
    }
    rows.append(("Fila", "\(health.busy) em uso, \(health.waiting) esperando"))
    rows.append(("Disjuntor", health.breakerSentence))
    return rows
  }

  private static func memory(_ loaded: OllamaStatus.Loaded) -> String {
    let share = Int((loaded.shareOnGPU * 100).rounded())
    let until = loaded.expiresAt.map { " até \($0.local.shortClock)" } ?? ""
    return "sim\(until), " + (share == 0 ? "só no processador" : "\(share)% na GPU")
  }

  // MARK: - JSON

  var json: JSON {
    .members([
      "modelo": .string(model), "versao_prompt": .string(promptVersion),
      "estado": .string(condition.word), "servidores": .array(servers.map(json(of:))),
    ])
  }

  private func json(of server: Server) -> JSON {
    let (status, health) = (server.status, server.health)
    let problem: JSON? = status.problem.map { problem in
      .members([
        "codigo": .string(problem.warning.code.rawValue),
        "mensagem": .string(problem.plainSentence),
      ])
    }
    return .members([
      "endereco": .string(server.address), "alcancavel": .bool(status.isReachable),
      "versao": .optional(status.version), "problema": problem ?? .null,
      "instalado": .bool(status.model != nil), "digest": .optional(status.model?.digest),
      "parametros": .optional(status.model?.parameters),
      "quantizacao": .optional(status.model?.quantization),
      "tamanho": .number(or: status.model?.size), "remoto": .bool(status.model?.isRemote ?? false),
      "carregado": .bool(status.loaded != nil),
      "gpu": status.loaded.map { .number($0.shareOnGPU) } ?? .null,
      "expira_em": .optional(status.loaded?.expiresAt?.iso8601),
      "disjuntor": .optional(health?.breaker.word),
      "aberto_ate": .optional(health?.breaker.openUntil?.iso8601),
      "falhas_seguidas": .number(or: health.map { Int64($0.failures) }),
      "em_uso": .number(or: health.map { Int64($0.busy) }),
      "esperando": .number(or: health.map { Int64($0.waiting) }),
      "p50_ms": .number(or: health?.p50.map(Int64.init)),
      "p95_ms": .number(or: health?.p95.map(Int64.init)),
    ])
  }
}

extension JSON {
  fileprivate static func number(or number: Int64?) -> JSON {
    number.map(JSON.integer) ?? .null
  }
}

/// `4,2 s`, or `380 ms` below one second.
func seconds(_ milliseconds: Int) -> String {
  guard milliseconds >= 1000 else { return "\(milliseconds) ms" }
  return "\(milliseconds / 1000),\(milliseconds / 100 % 10) s"
}

extension LocalTime {
  /// `09:15:30`.
  var shortClock: String {
    [hour, minute, second].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

extension ModelHostHealth {
  /// What the breaker of this host does, for people.
  var breakerSentence: String {
    switch breaker {
    case .closed: "fechado (normal)"
    case .open(let until):
      "aberto: \(failures) falhas seguidas, só será tentado de novo às \(until.local.shortClock)"
    case .halfOpen(let isProbing):
      isProbing
        ? "sondando: um pedido verifica se voltou" : "meio aberto: o próximo pedido verifica"
    }
  }
}

extension ModelHostHealth.Breaker {
  /// For programs; stable.
  var word: String {
    switch self {
    case .closed: "fechado"
    case .open: "aberto"
    case .halfOpen: "sondando"
    }
  }

  var openUntil: Timestamp? {
    guard case .open(let until) = self else { return nil }
    return until
  }
}
