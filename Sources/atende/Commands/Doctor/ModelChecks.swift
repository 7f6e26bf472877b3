import ContactsCore
import Extraction

extension Check {
  /// The model's server, the model, the memory it needs and where it runs.
  static func model(_ environment: LiveEnvironment, settings: Settings) async -> [Check] {
    let isSet = !settings.modelHosts.isEmpty
    let origin = isSet ? "modelo.servidores" : "OLLAMA_HOST"
    var checks: [Check] = []
    for setting in isSet ? settings.modelHosts : [environment.ollamaHost ?? ""] {
      do throws(OllamaAddress.Problem) {
        checks.append(address(try OllamaAddress(setting), from: origin, settings))
      } catch {
        checks.append(
          Check(
            name: "ollama_endereco", title: "Endereço do Ollama", state: .failure,
            message: error.sentence(of: origin), advice: "Corrija \(origin), ou deixe sem valor."))
      }
    }
    let statuses = await Extractor.live(environment, settings: settings, door: nil).statuses()
    let asked = statuses.filter { $0.status.problem?.isOfAddress != true }
    for (address, status) in asked {
      checks.append(server(status, at: asked.count > 1 ? address : nil))
    }
    guard
      let status = asked.first(where: { $0.status.problem == nil })?.status ?? asked.first?.status
    else { return checks }
    if status.isReachable { checks.append(pulled(status, environment)) }
    if let memory = memory(status) { checks.append(memory) }
    if let loaded = status.loaded { checks.append(graphics(loaded)) }
    return checks
  }

  private static func address(
    _ address: OllamaAddress, from origin: String, _ settings: Settings
  ) -> Check {
    let title = "Endereço do Ollama"
    if address.isLoopback {
      return Check(
        name: "ollama_endereco", title: title, state: .fine,
        message: "\(address.url), nesta máquina.")
    }
    let transfer =
      "enviar dados pessoais a outra máquina é compartilhamento, e para fora do país é transferência internacional "
      + "(LGPD, art. 33)"
    guard settings.modelMayBeOnNetwork else {
      return Check(
        name: "ollama_endereco", title: title, state: .warning,
        message:
          "\(origin) aponta para outra máquina; \(transfer). O atende não envia textos para lá.",
        advice: "Use o Ollama desta máquina: deixe \(origin) sem valor.")
    }
    guard address.scheme == .https else {
      return Check(
        name: "ollama_endereco", title: title, state: .failure,
        message: "\(origin) aponta para outra máquina sem https: o texto iria aberto pela rede.",
        advice: "Sirva o Ollama por https, com um certificado que esta máquina reconheça.")
    }
    return Check(
      name: "ollama_endereco", title: title, state: .warning,
      message:
        "\(address.url) é outra máquina, autorizada em modelo.rede_privada; \(transfer). Endereços públicos são recusados.",
      advice: "Confira que essa máquina é da central e fica no país.")
  }

  private static func server(_ status: OllamaStatus, at address: String?) -> Check {
    let title = "Ollama"
    let start = address.map { "\($0): " } ?? ""
    if status.isReachable {
      let version = status.version.map { " (versão \($0))" } ?? ""
      return Check(
        name: "ollama", title: title, state: .fine, message: "\(start)Responde\(version).")
    }
    return Check(
      name: "ollama", title: title, state: .warning,
      message: start + (status.problem?.plainSentence ?? "A IA não está respondendo."),
      advice: "Inicie o Ollama (`ollama serve`). Sem ele, as regras locais preenchem o que podem.")
  }

  private static func pulled(_ status: OllamaStatus, _ environment: LiveEnvironment) -> Check {
    let title = "Modelo"
    if status.problem == .remoteModel {
      return Check(
        name: "modelo", title: title, state: .warning,
        message:
          "\(environment.model) é executado fora desta máquina, e não será usado (LGPD, art. 33).",
        advice: "Escolha em ATENDE_MODEL um modelo que rode aqui.")
    }
    guard let model = status.model else {
      return Check(
        name: "modelo", title: title, state: .warning,
        message: "\(environment.model) não está instalado.",
        advice: "Execute `atende model pull`.")
    }
    let facts = [
      model.parameters, model.quantization, model.size.map { bytes(UInt64(max(0, $0))) },
    ].compactMap(\.self)
    return Check(
      name: "modelo", title: title, state: .fine,
      message: "\(environment.model) está instalado (\(facts.joined(separator: ", "))).")
  }

  /// Milliseconds past which somebody at a form waits for too long.
  private static let slowestUsual = 5000

  /// How requests to a server went of late, and whether it is left alone.
  static func breaker(_ health: ModelHostHealth) -> Check {
    let times = health.p50.flatMap { half in
      health.p95.map { "; metade das respostas em até \(seconds(half)), 95% em até \(seconds($0))" }
    }
    let isOpen = health.breaker.openUntil != nil
    let isSlow = health.p95.map { $0 > slowestUsual } ?? false
    var advice: String?
    if isOpen {
      advice = "Veja por que o Ollama falha (`atende model status`); o disjuntor fecha sozinho."
    } else if isSlow {
      advice = "A IA está lenta: veja a memória e a GPU em `atende model status`."
    }
    return Check(
      name: "disjuntor", title: "Disjuntor da IA", state: isOpen || isSlow ? .warning : .fine,
      message: "\(health.host): \(health.breakerSentence)\(times ?? "").", advice: advice)
  }

  /// A model needs about its size on disk, and a fifth more for its context.
  private static func memory(_ status: OllamaStatus) -> Check? {
    guard let available = MemoryInformation.available else { return nil }
    let title = "Memória"
    let free = "\(bytes(available)) disponíveis"
    if status.loaded != nil {
      return Check(
        name: "memoria", title: title, state: .fine,
        message: "O modelo já está carregado; \(free).")
    }
    guard let size = status.model?.size, size > 0 else {
      return Check(name: "memoria", title: title, state: .fine, message: "\(free).")
    }
    let needed = UInt64(size) + UInt64(size) / 5
    let message = "\(free); o modelo precisa de cerca de \(bytes(needed))."
    return available >= needed
      ? Check(name: "memoria", title: title, state: .fine, message: message)
      : Check(
        name: "memoria", title: title, state: .warning, message: message,
        advice: "Feche outros programas, ou escolha em ATENDE_MODEL um modelo menor.")
  }

  private static func graphics(_ loaded: OllamaStatus.Loaded) -> Check {
    let percent = Int((loaded.shareOnGPU * 100).rounded())
    return Check(
      name: "gpu", title: "GPU", state: .fine,
      message: percent == 0
        ? "O modelo roda só no processador: uma extração pode levar um minuto."
        : "\(percent)% do modelo está na GPU.")
  }
}

/// What the kernel says of its memory.
private enum MemoryInformation {
  /// Bytes that programs may still take without swapping.
  static var available: UInt64? {
    // Without /proc the amount is unknown, and the check is left out.
    guard let text = try? Input.text(of: "/proc/meminfo", limit: 1 << 16) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix("MemAvailable:") {
      let words = line.split(separator: " ")
      return words.count >= 2 ? UInt64(words[1]).map { $0 * 1024 } : nil
    }
    return nil
  }
}

extension OllamaError {
  /// Whether the address was refused, and nobody asked.
  fileprivate var isOfAddress: Bool {
    switch self {
    case .invalidAddress, .remoteHost, .unencrypted: true
    default: false
    }
  }
}
