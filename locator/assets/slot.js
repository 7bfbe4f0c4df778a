// A piece of our own HTML within Streamlit's page. Loaded as a Streamlit component by pages/parts/slot.py.
export default function slot({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".slot");
  box.again = (why) => setTriggerValue("again", why); // draws the page once more; heard for the foot alone
  window.fillSlot(box, data); // of shell.js
}
