import ContactsCore

/// What has become of holds and incidents.
extension AppModel {
  mutating func kept(by message: RightsMessage) -> [AppEffect] {
    switch message {
    case .holds(let request, let result):
      return updateRights { screen, desk in
        screen.updateHolds { $0.listed(request, result, &desk) }
        return []
      }
    case .incidents(let request, let result):
      return updateRights { screen, desk in
        screen.updateIncidents { $0.listed(request, result, &desk) }
        return []
      }
    case .incident(let request, let result):
      return updateRights { screen, desk in
        screen.updateIncidents { $0.read(request, result, &desk) }
        return []
      }
    case .held(let request, let result):
      guard settle(request, result.failure) != nil, case .success(let holds) = result else {
        return []
      }
      let words = holds.count == 1 ? "1 tipo de dado" : "\(holds.count) tipos de dado"
      desk.status = .success("Retido: \(words). As retenções estão em LGPD (6), com Tab.")
      return updateRights { screen, desk in screen.reload(&desk) }
    case .released(let request, let result):
      guard settle(request, result.failure) != nil, case .success(let released) = result else {
        return []
      }
      desk.status = .success("Retenção liberada.")
      if let erasure = released.erasure {
        desk.status = .success("Retenção liberada. A eliminação que esperava continuou.")
        if let said = SaidDialog(after: erasure) { dialogs.append(.said(said)) }
      }
      return updateRights { screen, desk in screen.reload(&desk) }
    case .registered(let request, let result):
      guard settle(request, result.failure) != nil, case .success(let incident) = result else {
        return []
      }
      let people =
        incident.affected == 1
        ? "1 pessoa atingida" : "\(grouped(incident.affected)) pessoas atingidas"
      desk.status = .success(
        "\(incident.protocolNumber): \(people); comunicar até \(incident.noticeDueOn.display).")
      return updateRights { screen, desk in screen.reload(&desk) }
    case .pulsed, .listed, .opened, .changed, .refused, .previewed, .erased, .ledger, .revoked:
      return []
    }
  }
}
