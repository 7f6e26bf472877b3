/// Something of the centre that somebody should see to; nothing of anybody's.
public struct CentreWarning: Equatable, Sendable {
  public let code: Code
  /// In Portuguese, with the numbers of the last look.
  public let message: String
  /// How often it has begun.
  public let count: Int
  public let first: Timestamp
  /// When it was last seen to be so.
  public let last: Timestamp
  /// Since when it is no longer so; nil while it is.
  public let endedAt: Timestamp?
  /// Login of who has taken note since it last began.
  public let seenBy: String?
  public let seenAt: Timestamp?

  public init(
    code: Code, message: String, count: Int, first: Timestamp, last: Timestamp,
    endedAt: Timestamp?, seenBy: String?, seenAt: Timestamp?
  ) {
    self.code = code
    self.message = message
    self.count = count
    self.first = first
    self.last = last
    self.endedAt = endedAt
    self.seenBy = seenBy
    self.seenAt = seenAt
  }

  /// Whether the title bar counts it.
  public var isOpen: Bool { endedAt == nil && seenBy == nil }

  /// What is wrong, so that the same again is counted and not told anew; stable.
  public enum Code: String, Sendable, CaseIterable {
    case disk = "disco"
    case audit = "auditoria"
    case extraction = "extracao_lenta"
    case queue = "fila"
    case callbacks = "retornos_perdidos"
    case requests = "pedidos_vencidos"
    case incidents = "incidentes_vencidos"
    case backup = "copia_atrasada"

    /// As a heading.
    public var label: String {
      switch self {
      case .disk: "Disco quase cheio"
      case .audit: "Auditoria"
      case .extraction: "IA lenta"
      case .queue: "Fila da IA"
      case .callbacks: "Retornos perdidos"
      case .requests: "Pedidos vencidos (LGPD)"
      case .incidents: "Incidentes com prazo vencido (LGPD)"
      case .backup: "Cópia de segurança atrasada"
      }
    }

    /// What to do about it.
    public var advice: String {
      switch self {
      case .disk: "Libere espaço: com o disco cheio nada mais é salvo."
      case .audit: "Execute `atende doctor`, que diz o que falta e o que fazer."
      case .extraction: "Confira a máquina do modelo; `atende model status` mostra os números."
      case .queue: "`2` mostra a Fila; confira se o modelo responde."
      case .callbacks: "`3` mostra a Agenda; F4 traz os retornos de todos."
      case .requests: "`atende request list` mostra os pedidos, os vencidos antes."
      case .incidents:
        "`atende incident list` mostra os prazos; confira o que já foi dito à ANPD e às pessoas."
      case .backup: "Execute `atende backup run`, e ponha-o no agendador da máquina."
      }
    }
  }
}

/// What the store cannot see of the machine it is on.
public struct MachineState: Equatable, Sendable {
  /// Nil where it could not be measured.
  public var freeBytes: UInt64?
  public var diskBytes: UInt64

  public init(freeBytes: UInt64?, diskBytes: UInt64) {
    self.freeBytes = freeBytes
    self.diskBytes = diskBytes
  }
}
