// A piece of our own HTML within Streamlit's page. Loaded as a Streamlit component by pages/parts/slot.py.
export default function slot({ data, parentElement }) {
  window.fillSlot(parentElement.querySelector(".slot"), data); // of shell.js
}
