#include "engine/trace/network_fold.h"

#include <algorithm>

namespace loopscope {
namespace {

template <class T>
const std::vector<T>& content(const Cow<std::vector<T>>& list) {
  static const std::vector<T> none;
  return list ? *list : none;
}

template <class T>
auto place_of(const std::vector<T>& list, ObjectId id) {
  return std::find_if(list.begin(), list.end(), [id](const T& each) { return each.id == id; }) -
         list.begin();
}

/// False if it is not there.
template <class T>
bool erase(Cow<std::vector<T>>& list, ObjectId id) {
  const auto place = place_of(content(list), id);
  if (place == std::ssize(content(list))) return false;
  std::vector<T>& written = list.write();
  written.erase(written.begin() + place);
  return true;
}

}  // namespace

const std::vector<PacketState>& NetworkFold::packets() const {
  return content(packets_);
}
const std::vector<LookupState>& NetworkFold::lookups() const {
  return content(lookups_);
}

bool NetworkFold::drop_packet(ObjectId id) {
  return erase(packets_, id);
}

void NetworkFold::apply(const Event& event, EventId position) {
  switch (event.kind) {
    case EventKind::packet_sent:
      ++counts_.sent;
      packets_.write().push_back({event.subject, static_cast<PacketKind>(event.flags), event.object,
                                  event.detail, event.time, 0.0, position});
      break;
    case EventKind::packet_arrived:
      if (drop_packet(event.subject)) ++counts_.arrived;
      break;
    case EventKind::packet_lost:
      if (drop_packet(event.subject)) ++counts_.lost;
      break;
    case EventKind::packet_delayed: {
      const auto place = place_of(packets(), event.subject);
      if (place == std::ssize(packets())) break;
      packets_.write()[static_cast<std::size_t>(place)].delay += event.value();
      break;
    }
    case EventKind::connection_refused:
      ++counts_.refused;
      break;
    case EventKind::connection_reset:
      ++counts_.reset;
      break;
    case EventKind::lookup_begin:
      lookups_.write().push_back({event.subject, event.detail, position});
      break;
    case EventKind::lookup_end:
      erase(lookups_, event.subject);
      break;
    default:
      break;
  }
}

}  // namespace loopscope
