public import ContactsCore

/// What the agenda, the list of interactions and the alerts ask of the outside world.
public enum ShiftEffect: Equatable, Sendable {
  /// The numbers of the title bar.
  case pulse
  case loadAgenda(CallbackFilter, RequestID)
  case schedule(NewCallback, RequestID)
  case endCallback(UID, as: CallbackState, RequestID)
  case postpone(UID, to: Timestamp, RequestID)
  case wrapUp(WrapUp, RequestID)
  case list(InteractionFilter, after: InteractionCursor?, limit: Int, RequestID)
  case take(UID, RequestID)
  case assign(UID, to: String, reason: Sensitive<String>, RequestID)
  case passCallback(UID, to: String, reason: Sensitive<String>, RequestID)
  case loadAlerts(RequestID)
  case takeAlert(UID, RequestID)

  var changesTheStore: Bool {
    switch self {
    case .schedule, .endCallback, .postpone, .wrapUp, .take, .assign, .passCallback,
      .takeAlert:
      true
    case .pulse, .loadAgenda, .list, .loadAlerts: false
    }
  }
}

/// What has become of it.
public enum ShiftMessage: Equatable, Sendable {
  case pulsed(Result<ShiftPulse, Failure>)
  case agendaLoaded(RequestID, Result<[CallbackSummary], Failure>)
  case listed(RequestID, Result<InteractionPage, Failure>)
  case alertsLoaded(RequestID, Result<[RiskAlert], Failure>)
  /// A callback or an interaction is not as it was.
  case changed(RequestID, Result<Bool, Failure>)
  case wrappedUp(RequestID, Result<WrapUpReceipt, Failure>)

  /// What went wrong, if anything did.
  var failure: Failure? {
    switch self {
    case .pulsed(let result): result.failure
    case .agendaLoaded(_, let result): result.failure
    case .listed(_, let result): result.failure
    case .alertsLoaded(_, let result): result.failure
    case .changed(_, let result): result.failure
    case .wrappedUp(_, let result): result.failure
    }
  }
}

extension Session {
  /// Callbacks of this person whose time has come, for the title bar.
  var dueLabel: String {
    pulse.due == 0 ? "" : pulse.due == 1 ? "1 retorno" : "\(grouped(pulse.due)) retornos"
  }

  /// Alerts that nobody has taken; the sign tells them apart without colours.
  var alertLabel: String {
    pulse.alerts == 0 ? "" : pulse.alerts == 1 ? "! 1 risco" : "! \(grouped(pulse.alerts)) riscos"
  }
}
